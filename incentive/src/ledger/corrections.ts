import { AppError, type Actor } from "@belfry/model";
import { withFacts } from "../evaluate/contract-facts.ts";
import { dismissCorrection } from "../sql/dismiss-correction.ts";
import { dropTellings } from "../sql/drop-tellings.ts";
import { isCorrectionThere } from "../sql/is-correction-there.ts";
import { insertCorrection } from "../sql/insert-correction.ts";
import { loadClosedMonths } from "../sql/load-closed-months.ts";
import { loadKnown } from "../sql/load-known.ts";
import { readToday } from "../sql/read-today.ts";
import { decideCorrection, type Correction, type Decided } from "./decide-correction.ts";
import { lockedCampaign } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { reevaluate, type Otherwise } from "./reevaluate.ts";

export interface CorrectionBooked {
  readonly id: number;
  /** How many adjustments it came to, those of other contracts included. */
  readonly entries: number;
}

/**
 * Corrects a contract that was booked: the campaign is evaluated anew, and every difference becomes an adjustment with the
 * author and the reason. Nothing is deleted, and nobody is told again; what was still to be told of a contract that is
 * somebody else's, or of another day, is not told any more.
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
    const booked = (await loadKnown(tx, campaignId, [contractId])).get(contractId);
    if (booked === undefined)
      throw new AppError("INCENTIVE_CONTRACT_NOT_FOUND", {
        campaign: key,
        contract: contractId,
        reason: `${key} has no contract ${contractId}.`,
      });
    const decided = decideCorrection(campaign, booked, change);
    if ("refused" in decided)
      throw new AppError("INCENTIVE_CORRECTION_REFUSED", { contract: contractId, reason: decided.refused });
    const closed = await loadClosedMonths(tx, campaignId);
    const today = await readToday(tx);
    const booking = { campaignId, campaign, run: null, author: by.name, reason, closed, today };
    const entries = await reevaluate(tx, booking, otherwise(booked.id, decided));
    const { kind, amountFen, facts } = decided;
    // What was still to be said names the person of before.
    if (facts !== null) await dropTellings(tx, [booked.id]);
    const id = await insertCorrection(tx, {
      campaignId,
      contract: booked.id,
      kind,
      amountFen,
      beforeFen: booked.amountFen,
      facts,
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
      // Facts are named and not told: they stand in the correction, where a person can be erased.
      detail: {
        contract: contractId,
        correction: id,
        kind,
        amountFen,
        before: booked.amountFen,
        facts: facts?.map(({ fact }) => fact) ?? [],
        entries,
        reason,
      },
    });
    return { id, entries };
  });
}

function otherwise(contract: number, { kind, amountFen, facts }: Decided): Otherwise {
  if (kind === "withdrawn") return { withdrawn: new Set([contract]) };
  return {
    contracts: new Map([
      [contract, (standing) => ({ ...withFacts(standing, facts ?? []), amountFen: amountFen ?? standing.amountFen })],
    ]),
  };
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
