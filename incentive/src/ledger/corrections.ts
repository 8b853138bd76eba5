import { AppError, type Actor } from "@belfry/model";
import { yuanText } from "../evaluate/format-amount.ts";
import { dismissCorrection } from "../sql/dismiss-correction.ts";
import { isCorrectionThere } from "../sql/is-correction-there.ts";
import { insertCorrection } from "../sql/insert-correction.ts";
import { loadClosedMonths } from "../sql/load-closed-months.ts";
import { loadKnown } from "../sql/load-known.ts";
import { readToday } from "../sql/read-today.ts";
import { lockedCampaign } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { reevaluate } from "./reevaluate.ts";

export interface Correction {
  /** 合同ID(_id) */
  readonly contract: string;
  /** What the contract is worth, or that it does not hold any more. */
  readonly change: { readonly amountFen: number } | { readonly withdrawn: true };
  readonly reason: string;
}

export interface CorrectionBooked {
  readonly id: number;
  /** How many adjustments it came to, those of other contracts included. */
  readonly entries: number;
}

/**
 * Corrects a contract that was booked: the campaign is evaluated anew, and every difference becomes an adjustment with the
 * author and the reason. Nothing is deleted, and nobody is told again.
 *
 * @throws AppError CAMPAIGN_NOT_FOUND, INCENTIVE_CONTRACT_NOT_FOUND, INCENTIVE_CORRECTION_REFUSED, INCENTIVE_MONTH_CLOSED
 */
export async function correctContract(
  deps: LedgerDeps,
  key: string,
  { contract: contractId, change, reason }: Correction,
  { by }: { readonly by: Actor },
): Promise<CorrectionBooked> {
  return deps.store.transaction(async (tx) => {
    const { id: campaignId, campaign } = await lockedCampaign(tx, key);
    const contract = (await loadKnown(tx, campaignId, [contractId])).get(contractId);
    if (contract === undefined)
      throw new AppError("INCENTIVE_CONTRACT_NOT_FOUND", {
        campaign: key,
        contract: contractId,
        reason: `${key} has no contract ${contractId}.`,
      });
    const refused = refusal(contract, change);
    if (refused !== undefined)
      throw new AppError("INCENTIVE_CORRECTION_REFUSED", { contract: contractId, reason: refused });
    const closed = await loadClosedMonths(tx, campaignId);
    const today = await readToday(tx);
    const booking = { campaignId, campaign, run: null, author: by.name, reason, closed, today };
    const isWithdrawn = "withdrawn" in change;
    const entries = await reevaluate(
      tx,
      booking,
      isWithdrawn ? { withdrawn: new Set([contract.id]) } : { amounts: new Map([[contract.id, change.amountFen]]) },
    );
    const id = await insertCorrection(tx, {
      campaignId,
      contract: contract.id,
      kind: isWithdrawn ? "withdrawn" : "amount",
      amountFen: isWithdrawn ? null : change.amountFen,
      beforeFen: contract.amountFen,
      revision: null,
      entries,
      reason,
      author: by.name,
    });
    await deps.audit?.(tx, {
      by,
      action: "incentives.correct",
      subject: { kind: "campaign", id: key },
      outcome: "done",
      detail: { contract: contractId, ...change, before: contract.amountFen, entries, reason },
    });
    return { id, entries };
  });
}

function refusal(
  { state, amountFen }: { readonly state: string; readonly amountFen: number },
  change: Correction["change"],
): string | undefined {
  if (state === "withdrawn") return "The contract was withdrawn before.";
  if ("withdrawn" in change) return undefined;
  if (change.amountFen < 0) return "An amount is not negative; a contract that does not hold any more is withdrawn.";
  if (change.amountFen === amountFen) return `The contract is booked with ${yuanText(amountFen)} yuan already.`;
  return undefined;
}

/**
 * Leaves a contract as it is booked, against what its source says.
 * @throws AppError INCENTIVE_CORRECTION_NOT_FOUND, INCENTIVE_CORRECTION_REFUSED for one that was decided
 */
export async function dismissProposal(
  deps: LedgerDeps,
  key: string,
  correction: number,
  { by, reason }: { readonly by: Actor; readonly reason: string },
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const { id: campaignId } = await lockedCampaign(tx, key);
    if (!(await dismissCorrection(tx, campaignId, { correction, by: by.name, reason }))) {
      if (!(await isCorrectionThere(tx, campaignId, correction)))
        throw new AppError("INCENTIVE_CORRECTION_NOT_FOUND", { campaign: key, correction });
      throw new AppError("INCENTIVE_CORRECTION_REFUSED", { correction, reason: "It was booked or dismissed before." });
    }
    await deps.audit?.(tx, {
      by,
      action: "incentives.correction.dismiss",
      subject: { kind: "campaign", id: key },
      outcome: "done",
      detail: { correction, reason },
    });
  });
}
