import { AppError, type Scope } from "@belfry/model";
import { Campaign } from "../campaign/campaign.ts";
import { campaignChanges, type CampaignChangeAt } from "../campaign/campaign-changes.ts";
import type { CampaignProblem } from "../campaign/campaign-problem.ts";
import { checkOverlaps } from "../campaign/check-overlaps.ts";
import { readCampaign } from "../campaign/read-campaign.ts";
import { listCampaigns, type RevisionRow } from "../sql/list-campaigns.ts";
import { loadRevisions } from "../sql/load-revisions.ts";
import { campaignInUse } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { shippedCampaigns } from "./shipped-definitions.ts";

export interface CampaignSummary {
  readonly campaign: string;
  readonly revision: string;
  readonly name: string;
  readonly city: string;
  readonly from: string;
  readonly until: string | null;
  readonly announcementOnly: boolean;
  /** `false`: it comes with Belfry and was not taken into use. */
  readonly inUse: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly updatedAt: Date | null;
  readonly updatedBy: string | null;
}

export interface CampaignDetail extends CampaignSummary {
  /** As it was saved: amounts in yuan. */
  readonly definition: Readonly<Record<string, unknown>>;
  /** 活动期内第几个合同 of the last contract. */
  readonly sequence: number;
  readonly revisions: readonly Omit<RevisionRow, "definition">[];
}

function summaryOf({ campaign, revision, name, city, period, announcementOnly }: Campaign) {
  return { campaign, revision, name, city, from: period.from, until: period.until ?? null, announcementOnly };
}

/** The campaigns in use, the latest first, and behind them those that come with Belfry. */
export async function campaignsOf({ store }: LedgerDeps, scope: Scope | null): Promise<CampaignSummary[]> {
  const inUse = await listCampaigns(store, scope);
  const names = new Set((await listCampaigns(store, null)).map(({ key, revision }) => `${key}@${revision}`));
  const shipped = (await shippedCampaigns())
    .filter(({ campaign, revision }) => !names.has(`${campaign}@${revision}`))
    .toSorted((a, b) => (a.period.from < b.period.from ? 1 : -1));
  return [
    ...inUse.map(({ definition, labels, updatedAt, updatedBy }) => ({
      ...summaryOf(Campaign.parse(definition)),
      inUse: true,
      labels,
      updatedAt,
      updatedBy,
    })),
    ...shipped.map((campaign) => ({
      ...summaryOf(campaign),
      inUse: false,
      labels: {},
      updatedAt: null,
      updatedBy: null,
    })),
  ];
}

/** @throws AppError CAMPAIGN_NOT_FOUND */
export async function campaignOf({ store }: LedgerDeps, key: string): Promise<CampaignDetail> {
  const { id, campaign, definition, labels, sequence, updatedAt, updatedBy } = await campaignInUse(store, key);
  const revisions = (await loadRevisions(store, id)).map(({ definition: _definition, ...revision }) => revision);
  return {
    ...summaryOf(campaign),
    inUse: true,
    labels,
    updatedAt,
    updatedBy,
    definition: definition as Readonly<Record<string, unknown>>,
    sequence,
    revisions,
  };
}

export interface CampaignRevisionView extends RevisionRow {
  /** Whether it decides what the next contract earns. */
  readonly inForce: boolean;
  readonly definition: Readonly<Record<string, unknown>>;
}

/** The revisions of a campaign, the newest first. @throws AppError CAMPAIGN_NOT_FOUND */
export async function revisionsOf({ store }: LedgerDeps, key: string): Promise<CampaignRevisionView[]> {
  const { id, revision: current } = await campaignInUse(store, key);
  return (await loadRevisions(store, id)).map((row) => ({
    ...row,
    inForce: row.revision === current,
    definition: row.definition as Readonly<Record<string, unknown>>,
  }));
}

/** @throws AppError CAMPAIGN_NOT_FOUND, also when it never had this revision */
export async function revisionOf(deps: LedgerDeps, key: string, revision: string): Promise<CampaignRevisionView> {
  return findRevision(await revisionsOf(deps, key), key, revision);
}

/**
 * Compares a revision with another one.
 * @param from default: the one that was saved before it; null in the answer: there was none, and everything was added
 * @throws AppError CAMPAIGN_NOT_FOUND, also when it never had one of them
 */
export async function revisionDifference(
  deps: LedgerDeps,
  key: string,
  { from, to }: { readonly from?: string | undefined; readonly to: string },
): Promise<{ readonly from: string | null; readonly to: string; readonly changes: readonly CampaignChangeAt[] }> {
  const revisions = await revisionsOf(deps, key);
  const after = findRevision(revisions, key, to);
  const before = from === undefined ? revisions[revisions.indexOf(after) + 1] : findRevision(revisions, key, from);
  const changes = campaignChanges(before?.definition, after.definition);
  return { from: before?.revision ?? null, to, changes };
}

function findRevision(revisions: readonly CampaignRevisionView[], key: string, revision: string): CampaignRevisionView {
  const found = revisions.find((one) => one.revision === revision);
  if (found !== undefined) return found;
  const there = revisions.map((one) => one.revision).join(", ");
  throw new AppError("CAMPAIGN_NOT_FOUND", {
    campaign: key,
    revision,
    reason: `${key} has no revision ${revision}; there are: ${there}.`,
  });
}

/** What is to be said of a campaign before it is saved. @throws AppError CAMPAIGN_INVALID with every error */
export async function validateCampaign(
  { store }: LedgerDeps,
  definition: unknown,
): Promise<readonly CampaignProblem[]> {
  const { campaign, warnings } = readCampaign(JSON.stringify(definition), "campaign");
  const others = (await listCampaigns(store, null))
    .map(({ definition: saved }) => Campaign.parse(saved))
    .filter(({ campaign: key }) => key !== campaign.campaign);
  return [...warnings, ...others.flatMap((other) => checkOverlaps([campaign, other]))];
}
