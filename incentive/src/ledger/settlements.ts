import { AppError, type Actor } from "@belfry/model";
import { closeMonth, type Settlement } from "../sql/close-month.ts";
import { openMonth } from "../sql/open-month.ts";
import { lockedCampaign } from "./ledger-campaign.ts";
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
