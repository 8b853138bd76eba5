/**
 * Brings contracts that stand in the ledger to what they are after a new evaluation. What changes is written as entries of
 * the kind `adjustment`: nothing that was booked is touched, and the sum of all entries is what stands now.
 */
import { isDeepStrictEqual } from "node:util";
import { AppError } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { EvaluatedRow } from "../evaluate/evaluated-row.ts";
import { insertAwards } from "../sql/insert-awards.ts";
import type { NewEntry } from "../sql/insert-entries.ts";
import { dropTellings } from "../sql/drop-tellings.ts";
import type { ContractState, StandingContract } from "../sql/load-standing-page.ts";
import { updateContracts } from "../sql/update-contracts.ts";
import { closeContracts } from "../sql/close-contracts.ts";
import { bookEntries } from "./book-entries.ts";
import { awardsOf, contractRow } from "./book-rows.ts";
import { monthOf, type Booking } from "./booking.ts";
import { factsOf, linesOf, type LedgerLine } from "./ledger-lines.ts";

/** What became of a standing contract: its new row, or that it counts no more. */
export type Reevaluated = { readonly standing: StandingContract } & (
  | { readonly row: EvaluatedRow; readonly personId: number }
  | { readonly closed: Exclude<ContractState, "booked"> }
);

/**
 * Writes the differences and returns how many entries they were. The awards of the campaign were taken away before (they
 * may move from one contract to another), so those of every row are written.
 */
export async function adjustContracts(tx: Tx, booking: Booking, changes: readonly Reevaluated[]): Promise<number> {
  const entries = changes.flatMap((change) => adjustmentsOf(booking, change));
  await bookEntries(tx, booking, entries);
  const rows = changes.flatMap((change) => ("row" in change ? [change] : []));
  const awards = rows.flatMap(({ row, standing, personId }) => awardsOf(row, { contract: standing.id, personId }));
  if (awards.length > 0) await insertAwards(tx, booking.campaignId, awards);
  const changed = rows.filter(isChanged);
  if (changed.length > 0)
    await updateContracts(
      tx,
      changed.map(({ row, standing, personId }) => ({
        ...contractRow(row, personId),
        id: standing.id,
        state: "booked" as const,
      })),
    );
  for (const state of ["withdrawn", "left-out"] as const) {
    const closed = changes.flatMap((change) =>
      "closed" in change && change.closed === state && change.standing.state !== state ? [change.standing.id] : [],
    );
    if (closed.length === 0) continue;
    await closeContracts(tx, closed, state);
    await dropTellings(tx, closed);
  }
  return entries.length;
}

function isChanged({ standing, row, personId }: Extract<Reevaluated, { readonly row: EvaluatedRow }>): boolean {
  const { contract, ...figures } = row;
  const plain: unknown = JSON.parse(JSON.stringify({ contract, figures }));
  const before = { contract: standing.source, figures: standing.figures };
  return standing.state !== "booked" || standing.personId !== personId || !isDeepStrictEqual(plain, before);
}

function adjustmentsOf(booking: Booking, change: Reevaluated): NewEntry[] {
  const { standing } = change;
  const before = standing.state === "booked" ? linesOf({ ...standing, rewards: standing.figures.rewards }) : [];
  const after = "row" in change ? linesOf(factsOf(change.row, change.personId)) : [];
  return differences(before, after).map((line) => ({
    ...line,
    contract: standing.id,
    month: openMonth(booking, line.day),
    kind: "adjustment" as const,
  }));
}

/** What has to be added to some lines so that they sum up to others, line by line. */
function differences(before: readonly LedgerLine[], after: readonly LedgerLine[]): LedgerLine[] {
  const sums = new Map<string, LedgerLine>();
  const add = (line: LedgerLine, sign: 1 | -1) => {
    const key = JSON.stringify([line.personId, line.provider, line.day, line.rewardType, line.rewardName]);
    const sum = sums.get(key) ?? {
      ...line,
      contracts: 0,
      amountFen: 0,
      performanceFen: 0,
      rewards: 0,
      rewardFen: 0,
    };
    sums.set(key, {
      ...sum,
      contracts: sum.contracts + sign * line.contracts,
      amountFen: sum.amountFen + sign * line.amountFen,
      performanceFen: sum.performanceFen + sign * line.performanceFen,
      rewards: sum.rewards + sign * line.rewards,
      rewardFen: sum.rewardFen + sign * line.rewardFen,
    });
  };
  for (const line of before) add(line, -1);
  for (const line of after) add(line, 1);
  return [...sums.values()].filter(
    ({ contracts, amountFen, performanceFen, rewards, rewardFen }) =>
      contracts !== 0 || amountFen !== 0 || performanceFen !== 0 || rewards !== 0 || rewardFen !== 0,
  );
}

/** The month whose books an adjustment stands in: that of the contract, or of today when that one is closed. */
function openMonth({ closed, today, campaign }: Booking, day: string): string {
  const own = monthOf(day);
  if (!closed.has(own)) return own;
  const now = monthOf(today);
  if (!closed.has(now)) return now;
  throw new AppError("INCENTIVE_MONTH_CLOSED", {
    reason: `The books of ${campaign.campaign} are closed for ${own} and for ${now}, so the correction has no place.`,
  });
}
