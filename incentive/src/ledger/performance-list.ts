/** The performance list of a campaign as older programs wrote it: a CSV with Chinese columns that spreadsheets open. */
import { csvLine } from "../csv/csv-line.ts";
import { performanceColumns, performanceRecord } from "../csv/performance-columns.ts";
import { textOf } from "../messages/performance-record.ts";
import { loadStandingPage } from "../sql/load-standing-page.ts";
import { loadTold } from "../sql/load-told.ts";
import { monthOf } from "./booking.ts";
import type { LedgerCampaign } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

const CONTRACTS_AT_ONCE = 5_000;

/**
 * Writes the contracts that stand, in the order of their booking, with the mark by which spreadsheets see that it is UTF-8.
 * @param month only contracts of this month, `2025-05`. @default all
 */
export async function* performanceList(
  { store }: LedgerDeps,
  { id, campaign }: LedgerCampaign,
  month?: string,
): AsyncGenerator<string, void, undefined> {
  const columns = performanceColumns(campaign);
  yield `\uFEFF${csvLine(columns)}`;
  let after = 0;
  for (;;) {
    const page = await loadStandingPage(store, id, { after, limit: CONTRACTS_AT_ONCE });
    const shown = page.filter(
      ({ state, day }) => state === "booked" && (month === undefined || monthOf(day) === month),
    );
    const told = await loadTold(
      store,
      shown.map(({ id: contract }) => contract),
    );
    const lines = shown.map(({ id: contract, source, figures, bookedOn }) => {
      const record = performanceRecord(
        { contract: source, ...figures },
        { recordedOn: bookedOn, notified: told.has(contract) },
      );
      return csvLine(columns.map((name) => textOf(record, name)));
    });
    if (lines.length > 0) yield lines.join("");
    const last = page.at(-1);
    if (last === undefined || page.length < CONTRACTS_AT_ONCE) return;
    after = last.id;
  }
}
