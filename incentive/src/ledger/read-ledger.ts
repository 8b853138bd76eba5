/** What screens ask of the ledger. Sums come from the days, never from the contracts: a million of them are of thirty days. */
import { AppError, type Scope } from "@belfry/model";
import { Campaign } from "../campaign/campaign.ts";
import type { ExplanationStep } from "../explain/explanation-step.ts";
import { explainRow } from "../explain/explain-row.ts";
import type { EvaluatedRow, Reward } from "../evaluate/evaluated-row.ts";
import { findBookedBetween } from "../sql/find-booked-between.ts";
import { findCampaignIds } from "../sql/find-campaigns.ts";
import { findPeople } from "../sql/find-people.ts";
import { listCampaigns } from "../sql/list-campaigns.ts";
import { listContracts, type ContractFilter, type ListedContract, type ToldOfContract } from "../sql/list-contracts.ts";
import { loadContract } from "../sql/load-contract.ts";
import { loadTellingsOf } from "../sql/load-tellings-of.ts";
import type { LedgerEntry } from "../sql/list-entries.ts";
import { loadEntriesOf } from "../sql/load-entries-of.ts";
import { rankPeople, type RankedBy, type RankedPerson } from "../sql/rank-people.ts";
import {
  readTotals,
  type DayFilter,
  type IncentiveTotals,
  type RewardSum,
  type TrendPoint,
} from "../sql/read-totals.ts";
import { readProviders } from "../sql/read-providers.ts";
import { readRewardSums } from "../sql/read-reward-sums.ts";
import { readTrend } from "../sql/read-trend.ts";
import { campaignInUse } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { nextTier, type NextTier } from "./next-tier.ts";

/** So many days are looked up one by one. */
const MOST_DAYS = 400;

/** What a screen is about. @default everything that the reader may see */
export interface DashboardFilter extends Omit<DayFilter, "campaigns" | "people"> {
  /** The key or the name of a person. */
  readonly person?: string | undefined;
  readonly campaign?: string | undefined;
  readonly city?: string | undefined;
  readonly scope: Scope | null;
}

/** Which contracts of a campaign a list shows. @default all */
export interface ContractListFilter extends Omit<ContractFilter, "people" | "number" | "first" | "last"> {
  /** The key or the name of a person. */
  readonly person?: string | undefined;
  /** 合同ID, or a part of 合同编号. */
  readonly text?: string | undefined;
  /** Only contracts with a smaller number in the ledger. */
  readonly before?: number | undefined;
}

export interface PersonRank extends Omit<RankedPerson, "id" | "figures"> {
  /** From 1. */
  readonly rank: number;
  /** The tiers that are held. */
  readonly held: readonly string[];
  readonly next: NextTier | null;
}

export interface ContractView extends Omit<ListedContract, "source" | "figures"> {
  readonly number: string;
  readonly rewards: readonly Reward[];
  readonly remark: string;
}

export interface ContractDetail extends ContractView {
  /** As its source tells it. */
  readonly source: Readonly<Record<string, unknown>>;
  /** The figures of its person with it. */
  readonly figures: Readonly<Record<string, unknown>>;
  readonly explanation: readonly ExplanationStep[];
  readonly entries: readonly LedgerEntry[];
  readonly tellings: readonly ToldOfContract[];
}

async function daysOf(
  { store }: LedgerDeps,
  { campaign, city, scope, person, ...rest }: DashboardFilter,
): Promise<DayFilter> {
  const campaigns = await findCampaignIds(store, { campaign, city, scope });
  if (campaign !== undefined && campaigns.length === 0)
    throw new AppError("CAMPAIGN_NOT_FOUND", { campaign, reason: `${campaign} was not taken into use.` });
  const people = person === undefined ? undefined : await findPeople(store, campaigns, person);
  return { campaigns, people, ...rest };
}

/** @throws AppError CAMPAIGN_NOT_FOUND */
export async function totalsOf(deps: LedgerDeps, filter: DashboardFilter): Promise<IncentiveTotals> {
  return readTotals(deps.store, await daysOf(deps, filter));
}

/** @throws AppError CAMPAIGN_NOT_FOUND */
export async function trendOf(
  deps: LedgerDeps,
  filter: DashboardFilter,
  page: { readonly by: "day" | "month"; readonly limit: number },
): Promise<TrendPoint[]> {
  return readTrend(deps.store, await daysOf(deps, filter), page);
}

/** @throws AppError CAMPAIGN_NOT_FOUND */
export async function rewardSumsOf(deps: LedgerDeps, filter: DashboardFilter): Promise<RewardSum[]> {
  return readRewardSums(deps.store, await daysOf(deps, filter));
}

/** The providers that can be asked about. @throws AppError CAMPAIGN_NOT_FOUND */
export async function providersOf(deps: LedgerDeps, filter: DashboardFilter): Promise<string[]> {
  return readProviders(deps.store, (await daysOf(deps, filter)).campaigns);
}

/** @throws AppError CAMPAIGN_NOT_FOUND */
export async function rankingOf(
  deps: LedgerDeps,
  filter: DashboardFilter,
  page: { readonly by: RankedBy; readonly skip: number; readonly limit: number },
): Promise<PersonRank[]> {
  const ranked = await rankPeople(deps.store, await daysOf(deps, filter), page);
  const campaigns = new Map(
    (await listCampaigns(deps.store, null)).map(({ key, definition }) => [key, Campaign.parse(definition)]),
  );
  return ranked.map(({ id: _id, figures, ...person }, n) => {
    const campaign = campaigns.get(person.campaign);
    const next = campaign === undefined ? undefined : nextTier(campaign, figures);
    return { rank: page.skip + n + 1, ...person, held: figures.held, next: next ?? null };
  });
}

/** @throws AppError CAMPAIGN_NOT_FOUND */
export async function contractsOf(deps: LedgerDeps, key: string, filter: ContractListFilter): Promise<ContractView[]> {
  const { id } = await campaignInUse(deps.store, key);
  return (await findContracts(deps, id, filter)).map(viewOf);
}

async function findContracts(
  { store }: LedgerDeps,
  campaignId: number,
  { person, text, before, ...filter }: ContractListFilter,
): Promise<ListedContract[]> {
  const { from, until } = filter;
  const bounds: { first?: number; last?: number } = before === undefined ? {} : { last: before - 1 };
  const within = (first: number, last: number) => {
    bounds.first = first;
    bounds.last = Math.min(last, bounds.last ?? last);
  };
  // Whoever writes the id of a contract means that one.
  const exact = text === undefined ? undefined : await loadContract(store, campaignId, text);
  if (exact !== undefined) within(exact.id, exact.id);
  else if (from !== undefined && until !== undefined && daysBetween(from, until) <= MOST_DAYS) {
    const booked = await findBookedBetween(store, campaignId, { from, until });
    if (booked === undefined) return [];
    within(booked.first, booked.last);
  }
  const people = person === undefined ? undefined : await findPeople(store, [campaignId], person);
  const number = exact === undefined ? text : undefined;
  return listContracts(store, campaignId, { ...filter, ...bounds, people, number });
}

function daysBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / 86_400_000;
}

/** One contract, and why it earned what it earned. @throws AppError CAMPAIGN_NOT_FOUND, INCENTIVE_CONTRACT_NOT_FOUND */
export async function contractOf(deps: LedgerDeps, key: string, contractId: string): Promise<ContractDetail> {
  const { id, campaign } = await campaignInUse(deps.store, key);
  const found = await loadContract(deps.store, id, contractId);
  if (found === undefined)
    throw new AppError("INCENTIVE_CONTRACT_NOT_FOUND", {
      campaign: key,
      contract: contractId,
      reason: `${key} has no contract ${contractId}.`,
    });
  const { source, figures } = found;
  const row: EvaluatedRow = { contract: source, ...figures };
  const { rewards: _rewards, remark: _remark, person: _person, ...shown } = figures;
  return {
    ...viewOf(found),
    source: { ...source },
    figures: shown,
    explanation: explainRow(campaign, row),
    entries: await loadEntriesOf(deps.store, found.id),
    tellings: await loadTellingsOf(deps.store, found.id),
  };
}

function viewOf({ source, figures, ...listed }: ListedContract): ContractView {
  return { ...listed, number: source.number, rewards: figures.rewards, remark: figures.remark };
}
