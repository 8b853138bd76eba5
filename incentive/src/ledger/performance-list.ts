/** The performance list of a campaign as older programs wrote it: a CSV with Chinese columns that spreadsheets open. */
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
  yield `\uFEFF${columns.map(cell).join(",")}\r\n`;
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
      return `${columns.map((name) => cell(textOf(record, name))).join(",")}\r\n`;
    });
    if (lines.length > 0) yield lines.join("");
    const last = page.at(-1);
    if (last === undefined || page.length < CONTRACTS_AT_ONCE) return;
    after = last.id;
  }
}

/** A text that begins like a formula would be run by the spreadsheet that opens it; an apostrophe makes it a text. */
function cell(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r\n|%]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
