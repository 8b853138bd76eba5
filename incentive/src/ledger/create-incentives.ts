/** The reward ledger: contracts in, rewards out, and what is to be said about them. */
import type { Actor, Scope } from "@belfry/model";
import type { FoundText } from "@belfry/store";
import type { CampaignProblem } from "../campaign/campaign-problem.ts";
import type { Settlement } from "../sql/close-month.ts";
import { listSettlements } from "../sql/list-settlements.ts";
import { isCampaignInScope } from "../sql/is-campaign-in-scope.ts";
import { listEntries, type EntryFilter, type LedgerEntry } from "../sql/list-entries.ts";
import {
  listRuns,
  type ListedCorrection,
  type ListedQuarantine,
  type ListedRun,
  type ListPage,
} from "../sql/list-runs.ts";
import { listCorrections } from "../sql/list-corrections.ts";
import { listQuarantine } from "../sql/list-quarantine.ts";
import type { RankedBy } from "../sql/rank-people.ts";
import type { IncentiveTotals, RewardSum, TrendPoint } from "../sql/read-totals.ts";
import { verifyIncentives, type IncentiveVerification } from "../sql/verify-incentives.ts";
import { previewCampaign, type ExampleContract, type PreviewRow } from "../preview/preview-campaign.ts";
import {
  archiveOf,
  erasePersonInArchives,
  expireArchives,
  findPersonInArchives,
  type ArchiveFile,
} from "./archives.ts";
import { putCampaign, type CampaignChange, type CampaignSaved } from "./campaigns.ts";
import { correctContract, dismissProposal, type CorrectionBooked } from "./corrections.ts";
import type { Correction } from "./decide-correction.ts";
import { campaignInUse } from "./ledger-campaign.ts";
import { expireIncentives } from "./expire-incentives.ts";
import { erasePersonInIncentives, findPersonInIncentives } from "./erase-person.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import {
  campaignOf,
  campaignsOf,
  revisionDifference,
  revisionOf,
  revisionsOf,
  validateCampaign,
  type CampaignDetail,
  type CampaignRevisionView,
  type CampaignSummary,
} from "./read-campaigns.ts";
import { performanceList } from "./performance-list.ts";
import {
  contractOf,
  contractsOf,
  providersOf,
  rankingOf,
  rewardSumsOf,
  totalsOf,
  trendOf,
  type ContractDetail,
  type ContractView,
  type ContractListFilter,
  type DashboardFilter,
  type PersonRank,
} from "./read-ledger.ts";
import { runContracts, type RunRequest, type RunResult } from "./run-contracts.ts";
import { runFile, type RunFileRequest } from "./run-file.ts";
import { reopenMonth, settleMonth, settlementReport, type SettlementReport } from "./settlements.ts";
import { shippedDefinition } from "./shipped-definitions.ts";
import { readRows, type PlainRow, type RowMapping } from "./source-row.ts";
import { dueTellings, noteTold, type Telling } from "./tellings.ts";

export interface Incentives {
  /** Takes a campaign into use, or puts another revision in force. @throws AppError like `putCampaign` */
  putCampaign(definition: unknown, change: CampaignChange): Promise<CampaignSaved>;
  /** Takes one that comes with Belfry into use: `BJ-2025-05`, or a revision of it. @throws AppError CAMPAIGN_NOT_FOUND */
  installCampaign(name: string, change: CampaignChange): Promise<CampaignSaved>;
  /** Reads rows of a query for `run`. */
  reader(rows: AsyncIterable<PlainRow> | Iterable<PlainRow>, mapping: RowMapping): RunRequest["read"];
  /** Books the contracts of a source. @throws AppError like `runContracts` */
  run(request: RunRequest): Promise<RunResult>;
  /** Books the contracts of a CSV file. @throws AppError like `runFile` */
  runFile(request: RunFileRequest): Promise<RunResult>;
  /** Corrects a contract. @throws AppError like `correctContract` */
  correct(campaign: string, correction: Correction, options: { readonly by: Actor }): Promise<CorrectionBooked>;
  /** Leaves a contract as it is booked, for a reason. @throws AppError INCENTIVE_CORRECTION_NOT_FOUND */
  dismiss(
    campaign: string,
    correction: number,
    options: { readonly by: Actor; readonly reason: string },
  ): Promise<void>;
  /** Closes the books of a month, `2025-05`. @throws AppError INCENTIVE_MONTH_CLOSED */
  settle(campaign: string, month: string, options: { readonly by: Actor }): Promise<Settlement>;
  /** Opens them again. @throws AppError INCENTIVE_MONTH_OPEN */
  reopen(campaign: string, month: string, options: { readonly by: Actor; readonly reason: string }): Promise<void>;
  /** What is still to be said, the oldest first. @throws AppError CAMPAIGN_NOT_FOUND */
  tellings(campaign: string, limit: number): Promise<Telling[]>;
  /** Notes that something was said. @throws AppError INCENTIVE_CONTRACT_NOT_FOUND */
  told(
    campaign: string,
    told: { readonly contract: string; readonly kind: "group" | "award"; readonly messageId?: number | null },
  ): Promise<void>;
  /** Whether there is such a campaign and somebody with this scope may see it. */
  isCampaignInScope(campaign: string, scope: Scope | null): Promise<boolean>;
  /** The campaigns in use, the latest first, and behind them those that come with Belfry. */
  listCampaigns(scope: Scope | null): Promise<CampaignSummary[]>;
  /** @throws AppError CAMPAIGN_NOT_FOUND */
  getCampaign(campaign: string): Promise<CampaignDetail>;
  /** Its revisions, the newest first. @throws AppError CAMPAIGN_NOT_FOUND */
  listRevisions(campaign: string): Promise<CampaignRevisionView[]>;
  /** @throws AppError CAMPAIGN_NOT_FOUND */
  getRevision(campaign: string, revision: string): Promise<CampaignRevisionView>;
  /** Compares a revision with another one, or with the one before. @throws AppError CAMPAIGN_NOT_FOUND */
  diffRevisions(
    campaign: string,
    compared: { readonly from?: string | undefined; readonly to: string },
  ): ReturnType<typeof revisionDifference>;
  /** What is to be said of a campaign before it is saved. @throws AppError CAMPAIGN_INVALID */
  validateCampaign(definition: unknown): Promise<readonly CampaignProblem[]>;
  /** What example contracts would earn under a campaign. @throws AppError CAMPAIGN_INVALID, TEMPLATE_FAILED */
  preview(definition: unknown, examples: readonly ExampleContract[]): Promise<PreviewRow[]>;
  /** A campaign that comes with Belfry, as its file has it: `BJ-2025-05@2025-08`. @throws AppError CAMPAIGN_NOT_FOUND */
  shipped(name: string): Promise<unknown>;
  /** The sums of a screen. Each of these throws AppError CAMPAIGN_NOT_FOUND for a campaign that is named and not there. */
  totals(filter: DashboardFilter): Promise<IncentiveTotals>;
  trend(filter: DashboardFilter, page: { readonly by: "day" | "month"; readonly limit: number }): Promise<TrendPoint[]>;
  rewardSums(filter: DashboardFilter): Promise<RewardSum[]>;
  providers(filter: DashboardFilter): Promise<string[]>;
  ranking(
    filter: DashboardFilter,
    page: { readonly by: RankedBy; readonly skip: number; readonly limit: number },
  ): Promise<PersonRank[]>;
  /** Newest first, like every list of a campaign. @throws AppError CAMPAIGN_NOT_FOUND */
  listContracts(campaign: string, filter: ContractListFilter): Promise<ContractView[]>;
  /** A contract, and why it earned what it earned. @throws AppError CAMPAIGN_NOT_FOUND, INCENTIVE_CONTRACT_NOT_FOUND */
  getContract(campaign: string, contract: string): Promise<ContractDetail>;
  listEntries(campaign: string, filter: EntryFilter): Promise<LedgerEntry[]>;
  listRuns(campaign: string, page: ListPage): Promise<ListedRun[]>;
  listQuarantine(
    campaign: string,
    page: ListPage & { readonly open?: boolean | undefined },
  ): Promise<ListedQuarantine[]>;
  listCorrections(
    campaign: string,
    page: ListPage & { readonly state?: ListedCorrection["state"] | undefined },
  ): Promise<ListedCorrection[]>;
  /** The performance list as CSV, with the columns of older programs. @throws AppError CAMPAIGN_NOT_FOUND */
  performanceList(campaign: string, month?: string): Promise<AsyncIterable<string>>;
  listSettlements(campaign: string): Promise<Settlement[]>;
  /** The books of a closed month, line by line. @throws AppError CAMPAIGN_NOT_FOUND, INCENTIVE_MONTH_OPEN */
  settlementReport(
    campaign: string,
    month: string,
    most: { readonly payouts: number; readonly adjustments: number },
  ): Promise<SettlementReport>;
  /** What a run read, as a CSV. @throws AppError CAMPAIGN_NOT_FOUND, ARTIFACT_NOT_FOUND when its time is over */
  archive(campaign: string, run: number): Promise<ArchiveFile>;
  /** The rows in which one of these texts stands. */
  findPerson(texts: readonly string[]): Promise<FoundText[]>;
  /** Replaces these texts in people, contracts and what was said. Returns how many rows, by place. */
  erasePerson(texts: readonly string[]): Promise<Readonly<Record<string, number>>>;
  /** Removes what was over before a moment and is no part of the books, and the sources of runs whose time is over. */
  expire(before: Date): Promise<void>;
  /** Compares every sum with the entries, campaign by campaign. */
  verifyIncentives(): Promise<IncentiveVerification[]>;
}

export function createIncentives(deps: LedgerDeps): Incentives {
  const { store, onChanged = () => undefined } = deps;
  /** Also when it failed: parts of a run are booked by then, and an answer may have been lost. */
  const changing = <T>(campaign: string, work: Promise<T>) => work.finally(() => onChanged(campaign));
  const put = async (definition: unknown, change: CampaignChange) => {
    const saved = await putCampaign(deps, definition, change);
    onChanged(saved.campaign);
    return saved;
  };
  const idOf = async (campaign: string) => (await campaignInUse(store, campaign)).id;
  return {
    putCampaign: put,
    installCampaign: async (name, change) => put(await shippedDefinition(name), change),
    reader: (rows, mapping) => (definition) => readRows(definition, rows, mapping),
    run: (request) => changing(request.campaign, runContracts(deps, request)),
    runFile: (request) => changing(request.campaign, runFile(deps, request)),
    correct: (campaign, correction, options) =>
      changing(campaign, correctContract(deps, campaign, correction, options)),
    dismiss: (campaign, correction, options) =>
      changing(campaign, dismissProposal(deps, campaign, correction, options)),
    settle: (campaign, month, options) => changing(campaign, settleMonth(deps, campaign, month, options)),
    reopen: (campaign, month, options) => changing(campaign, reopenMonth(deps, campaign, month, options)),
    tellings: (campaign, limit) => dueTellings(deps, campaign, limit),
    told: (campaign, told) => noteTold(deps, campaign, told),
    isCampaignInScope: (campaign, scope) => isCampaignInScope(store, campaign, scope),
    listCampaigns: (scope) => campaignsOf(deps, scope),
    getCampaign: (campaign) => campaignOf(deps, campaign),
    listRevisions: (campaign) => revisionsOf(deps, campaign),
    getRevision: (campaign, revision) => revisionOf(deps, campaign, revision),
    diffRevisions: (campaign, compared) => revisionDifference(deps, campaign, compared),
    validateCampaign: (definition) => validateCampaign(deps, definition),
    preview: async (definition, examples) => previewCampaign(definition, examples),
    shipped: shippedDefinition,
    totals: (filter) => totalsOf(deps, filter),
    trend: (filter, page) => trendOf(deps, filter, page),
    rewardSums: (filter) => rewardSumsOf(deps, filter),
    providers: (filter) => providersOf(deps, filter),
    ranking: (filter, page) => rankingOf(deps, filter, page),
    listContracts: (campaign, filter) => contractsOf(deps, campaign, filter),
    getContract: (campaign, contract) => contractOf(deps, campaign, contract),
    listEntries: async (campaign, filter) => listEntries(store, await idOf(campaign), filter),
    listRuns: async (campaign, page) => listRuns(store, await idOf(campaign), page),
    listQuarantine: async (campaign, page) => listQuarantine(store, await idOf(campaign), page),
    listCorrections: async (campaign, page) => listCorrections(store, await idOf(campaign), page),
    performanceList: async (campaign, month) => performanceList(deps, await campaignInUse(store, campaign), month),
    settlementReport: (campaign, month, most) => settlementReport(deps, campaign, month, most),
    listSettlements: async (campaign) => listSettlements(store, await idOf(campaign)),
    archive: (campaign, run) => archiveOf(deps, campaign, run),
    findPerson: async (texts) => [
      ...(await findPersonInIncentives(store, texts)),
      ...(await findPersonInArchives(deps, texts)),
    ],
    async erasePerson(texts) {
      const erased = await erasePersonInIncentives(store, texts);
      const archives = await erasePersonInArchives(deps, texts);
      onChanged();
      return archives === 0 ? erased : { ...erased, incentive_archives: archives };
    },
    async expire(before) {
      await expireArchives(deps);
      await expireIncentives(store, before);
    },
    verifyIncentives: () => verifyIncentives(store),
  };
}
