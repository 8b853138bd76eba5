import { AppError, type Actor } from "@belfry/model";
import { closeMonth, type Settlement } from "../sql/close-month.ts";
import { listEntries, type LedgerEntry } from "../sql/list-entries.ts";
import { listSettlements } from "../sql/list-settlements.ts";
import { openMonth } from "../sql/open-month.ts";
import { readPayouts, type Payout } from "../sql/read-payouts.ts";
import { campaignInUse, lockedCampaign } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

/**
 * Closes the books of a month: nothing more is booked in it. Contracts that come late are put aside, and corrections stand in
 * the month in which they are made.
 *
 * @throws AppError CAMPAIGN_NOT_FOUND, INCENTIVE_MONTH_CLOSED
 */
export async function settleMonth(
  deps: LedgerDeps,
  key: string,
  month: string,
  { by }: { readonly by: Actor },
): Promise<Settlement> {
  return deps.store.transaction(async (tx) => {
    const { id: campaignId } = await lockedCampaign(tx, key);
    const settlement = await closeMonth(tx, campaignId, { month, by: by.name });
    if (settlement === undefined)
      throw new AppError("INCENTIVE_MONTH_CLOSED", {
        campaign: key,
        reason: `The books of ${key} are closed for ${month} already.`,
      });
    const { contracts, rewardFen } = settlement;
    const detail = { month, contracts, rewardFen };
    const subject = { kind: "campaign", id: key };
    await deps.audit?.(tx, { by, action: "incentives.settle", subject, outcome: "done", detail });
    return settlement;
  });
}

/** What the books of a closed month came to, line by line. */
export interface SettlementReport {
  readonly settlement: Settlement;
  /** By person: the line of their contracts, and one for each of their awards. */
  readonly payouts: readonly Payout[];
  /** The newest first. */
  readonly adjustments: readonly LedgerEntry[];
}

/**
 * Reads the books of a closed month, for an export.
 * @param most how many lines are given at most
 * @throws AppError CAMPAIGN_NOT_FOUND, INCENTIVE_MONTH_OPEN
 */
export async function settlementReport(
  { store }: LedgerDeps,
  key: string,
  month: string,
  most: { readonly payouts: number; readonly adjustments: number },
): Promise<SettlementReport> {
  const { id } = await campaignInUse(store, key);
  const settlement = (await listSettlements(store, id)).find((one) => one.month === month);
  if (settlement === undefined)
    throw new AppError("INCENTIVE_MONTH_OPEN", { campaign: key, reason: `The books of ${key} are open for ${month}.` });
  const { lastEntry } = settlement;
  return {
    settlement,
    payouts: await readPayouts(store, id, { month, lastEntry, limit: most.payouts }),
    adjustments: await listEntries(store, id, { month, kind: "adjustment", limit: most.adjustments }),
  };
}

/** Opens the books of a month again. @throws AppError CAMPAIGN_NOT_FOUND, INCENTIVE_MONTH_OPEN */
export async function reopenMonth(
  deps: LedgerDeps,
  key: string,
  month: string,
  { by, reason }: { readonly by: Actor; readonly reason: string },
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const { id: campaignId } = await lockedCampaign(tx, key);
    if (!(await openMonth(tx, campaignId, month)))
      throw new AppError("INCENTIVE_MONTH_OPEN", {
        campaign: key,
        reason: `The books of ${key} are open for ${month}.`,
      });
    const subject = { kind: "campaign", id: key };
    const detail = { month, reason };
    await deps.audit?.(tx, { by, action: "incentives.reopen", subject, outcome: "done", detail });
  });
}
