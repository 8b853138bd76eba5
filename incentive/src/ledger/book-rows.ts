import type { Tx } from "@belfry/store";
import { performanceRecord } from "../csv/performance-columns.ts";
import type { EvaluatedRow } from "../evaluate/evaluated-row.ts";
import { messageTexts } from "../messages/message-texts.ts";
import { insertAwards } from "../sql/insert-awards.ts";
import { insertContracts, type NewContract } from "../sql/insert-contracts.ts";
import type { NewEntry } from "../sql/insert-entries.ts";
import { storedFigures, storedSource } from "../sql/stored-contract.ts";
import { insertTellings, type NewTelling } from "../sql/insert-tellings.ts";
import { bookEntries } from "./book-entries.ts";
import { monthOf, type Booking } from "./booking.ts";
import { dayOf, factsOf, linesOf } from "./ledger-lines.ts";

interface BookOptions {
  readonly run: number;
  /** The numbers of people by their keys. */
  readonly people: ReadonlyMap<string, number>;
  /** Whether anybody is to be told of these contracts. */
  readonly announce: boolean;
}

/** Books contracts that are new: their rows, awards and entries, and what is to be said about them. */
export async function bookRows(
  tx: Tx,
  booking: Booking,
  rows: readonly EvaluatedRow[],
  options: BookOptions,
): Promise<void> {
  if (rows.length === 0) return;
  const { people, run, announce } = options;
  const personOf = ({ person }: EvaluatedRow) => people.get(person) ?? 0;
  const { campaignId } = booking;
  const ids = await insertContracts(
    tx,
    { campaignId, run },
    rows.map((row) => contractRow(row, personOf(row))),
  );
  const idOf = ({ contract }: EvaluatedRow) => ids.get(contract.id) ?? 0;
  const awards = rows.flatMap((row) => awardsOf(row, { contract: idOf(row), personId: personOf(row) }));
  if (awards.length > 0) await insertAwards(tx, campaignId, awards);
  await bookEntries(
    tx,
    booking,
    rows.flatMap((row): NewEntry[] =>
      linesOf(factsOf(row, personOf(row))).map((line) => ({
        ...line,
        contract: idOf(row),
        month: monthOf(line.day),
        kind: line.rewardName === null ? "performance" : "reward",
      })),
    ),
  );
  if (!announce) return;
  const tellings = rows.flatMap((row) => tellingsOf(booking, row, idOf(row)));
  if (tellings.length > 0) await insertTellings(tx, campaignId, tellings);
}

/** The columns of a contract, from its row. */
export function contractRow(row: EvaluatedRow, personId: number): NewContract {
  const { contract } = row;
  return {
    contractId: contract.id,
    personId,
    provider: contract.provider,
    project: contract.project,
    day: dayOf(contract),
    orderType: row.orderType,
    historical: row.historical,
    sequence: row.sequence,
    amountFen: contract.amountFen,
    countedFen: row.countedFen,
    rewards: row.rewards.length,
    rewardFen: row.rewards.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0),
    source: storedSource(contract),
    figures: storedFigures(row),
  };
}

export function awardsOf(
  row: EvaluatedRow,
  { contract, personId }: { readonly contract: number; readonly personId: number },
) {
  return row.rewards.map(({ kind, type, name, amountFen = null }, position) => ({
    contract,
    personId,
    position,
    kind,
    type,
    name,
    amountFen,
  }));
}

function tellingsOf({ campaign, today }: Booking, row: EvaluatedRow, contract: number): NewTelling[] {
  const { group, award } = messageTexts(campaign, performanceRecord(row, { recordedOn: today }));
  return [
    ...(group === undefined ? [] : [{ contract, kind: "group" as const, text: group }]),
    ...(award === undefined ? [] : [{ contract, kind: "award" as const, text: award }]),
  ];
}
