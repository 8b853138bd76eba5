import { isDeepStrictEqual } from "node:util";
import { AppError, refusedLabel, type Actor, type Scope } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { Campaign, campaignName } from "../campaign/campaign.ts";
import { checkOverlaps } from "../campaign/check-overlaps.ts";
import { readCampaign } from "../campaign/read-campaign.ts";
import { insertCorrection } from "../sql/insert-correction.ts";
import { listCampaigns } from "../sql/list-campaigns.ts";
import { loadRevisions } from "../sql/load-revisions.ts";
import { loadClosedMonths } from "../sql/load-closed-months.ts";
import type { CampaignRow } from "../sql/load-campaign.ts";
import { readToday } from "../sql/read-today.ts";
import { saveCampaign } from "../sql/save-campaign.ts";
import { saveRevision } from "../sql/save-revision.ts";
import type { Booking } from "./booking.ts";
import { lockedRow } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { reevaluate } from "./reevaluate.ts";

export interface CampaignChange {
  readonly by: Actor;
  /** Whose campaigns may be changed. @default all */
  readonly scope?: Scope | null;
  /** By which people are restricted to campaigns. @default as they are; none for a new one */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Why the campaign changed; stands at the adjustments of contracts that were booked. */
  readonly reason?: string | undefined;
}

/** What saving came to. */
export interface CampaignSaved {
  readonly campaign: string;
  readonly revision: string;
  /** How many adjustments were booked because contracts stand otherwise under this revision. */
  readonly adjustments: number;
}

/**
 * Takes a campaign into use, or puts another revision of it in force. A revision that was saved never changes. Contracts
 * that are booked are evaluated anew, and what changes is booked as adjustments; nobody is told again.
 *
 * @throws AppError CAMPAIGN_INVALID, CAMPAIGN_REVISION_EXISTS, CAMPAIGN_EXISTS, LABEL_NOT_ALLOWED, INCENTIVE_MONTH_CLOSED
 */
export async function putCampaign(
  deps: LedgerDeps,
  definition: unknown,
  change: CampaignChange,
): Promise<CampaignSaved> {
  const { campaign } = readCampaign(JSON.stringify(definition), "campaign");
  const { by, scope = null } = change;
  return deps.store.transaction(async (tx) => {
    const before = await lockedRow(tx, campaign.campaign);
    const labels = change.labels ?? before?.labels ?? {};
    refuseForeign(campaign.campaign, { before, labels, scope });
    await refuseOverlaps(tx, campaign);
    const isSame = await isSavedAlready(tx, before, { campaign, definition });
    if (before?.revision === campaign.revision && isSame && isDeepStrictEqual(labels, before.labels))
      return { campaign: campaign.campaign, revision: campaign.revision, adjustments: 0 };
    const { period, city, name, revision, campaign: key } = campaign;
    const id = await saveCampaign(tx, {
      key,
      revision,
      name,
      city,
      from: period.from,
      until: period.until ?? null,
      labels,
      definition,
      by: by.name,
    });
    await saveRevision(tx, id, { revision, definition, by: by.name });
    const isRevised = before !== undefined && before.revision !== revision;
    const adjustments = isRevised ? await adjustToRevision(tx, { id, campaign, before, change }) : 0;
    await deps.audit?.(tx, {
      by,
      action: "incentives.campaign.save",
      subject: { kind: "campaign", id: key },
      outcome: "done",
      ...(before !== undefined && { before: { revision: before.revision, labels: before.labels } }),
      after: { revision, labels },
      ...(adjustments > 0 && { detail: { adjustments } }),
    });
    return { campaign: key, revision, adjustments };
  });
}

async function adjustToRevision(
  tx: Tx,
  {
    id,
    campaign,
    before,
    change,
  }: {
    readonly id: number;
    readonly campaign: Campaign;
    readonly before: CampaignRow;
    readonly change: CampaignChange;
  },
): Promise<number> {
  const reason = change.reason ?? `${campaignName(campaign)} came into force after ${before.revision}.`;
  const booking: Booking = {
    campaignId: id,
    campaign,
    run: null,
    author: change.by.name,
    reason,
    closed: await loadClosedMonths(tx, id),
    today: await readToday(tx),
  };
  const adjustments = await reevaluate(tx, booking);
  await insertCorrection(tx, {
    campaignId: id,
    contract: null,
    kind: "revision",
    amountFen: null,
    beforeFen: null,
    facts: null,
    revision: campaign.revision,
    entries: adjustments,
    reason,
    author: change.by.name,
  });
  return adjustments;
}

/** Who is restricted to labels can neither take over a campaign of others nor give one of theirs away. */
function refuseForeign(
  key: string,
  {
    before,
    labels,
    scope,
  }: {
    readonly before: CampaignRow | undefined;
    readonly labels: Readonly<Record<string, string>>;
    readonly scope: Scope | null;
  },
): void {
  if (before !== undefined && refusedLabel(before.labels, scope) !== undefined)
    throw new AppError("CAMPAIGN_EXISTS", { campaign: key, reason: `The campaign ${key} belongs to somebody else.` });
  const refused = refusedLabel(labels, scope);
  if (refused === undefined) return;
  const values = refused.values.map((value) => JSON.stringify(value)).join(" or ");
  const reason = `Its label "${refused.label}" must be ${values}.`;
  throw new AppError("LABEL_NOT_ALLOWED", { campaign: key, label: refused.label, reason });
}

/** Whether exactly this was saved under its revision. @throws AppError CAMPAIGN_REVISION_EXISTS when something else was */
async function isSavedAlready(
  tx: Tx,
  before: CampaignRow | undefined,
  { campaign, definition }: { readonly campaign: Campaign; readonly definition: unknown },
): Promise<boolean> {
  if (before === undefined) return false;
  const saved = (await loadRevisions(tx, before.id)).find(({ revision }) => revision === campaign.revision);
  if (saved === undefined) return false;
  // By what it means: the same campaign may be written with and without its defaults.
  if (isDeepStrictEqual(saved.definition, definition) || isDeepStrictEqual(Campaign.parse(saved.definition), campaign))
    return true;
  throw new AppError("CAMPAIGN_REVISION_EXISTS", {
    campaign: campaign.campaign,
    reason: `${campaignName(campaign)} was saved by ${saved.createdBy} and says something else.`,
  });
}

async function refuseOverlaps(tx: Tx, campaign: Campaign): Promise<void> {
  const others = (await listCampaigns(tx, null))
    .map(({ definition }) => Campaign.parse(definition))
    .filter(({ campaign: key }) => key !== campaign.campaign);
  // Others were saved before this was asked, or overlap with each other: that is not this campaign's fault.
  const problems = others.flatMap((other) => checkOverlaps([campaign, other]));
  if (problems.length > 0) throw new AppError("CAMPAIGN_INVALID", { problems });
}
