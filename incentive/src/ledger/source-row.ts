import { createHash } from "node:crypto";
import type { Campaign } from "../campaign/campaign.ts";
import { contractReader, type ContractReader, type SourceRow } from "../csv/contract-reader.ts";
import { renamedColumns, type ColumnNames } from "../csv/renamed-columns.ts";
import type { RowFault } from "../csv/row-fault.ts";
import type { QuarantinedRow } from "../sql/quarantine-rows.ts";

/** One row as a query or an interface gives it: column → value. */
export type PlainRow = Readonly<Record<string, unknown>>;

/** How rows of a source are read. */
export interface RowMapping {
  /** What the source is called, for people: `metabase card 1616`. */
  readonly source: string;
  /** @default they have one of their names */
  readonly columns?: ColumnNames;
}

/**
 * Reads rows of a query as contracts. The columns are those of the first row; the header is row 1, as in a file.
 * @throws AppError CONTRACTS_UNREADABLE when a column is missing
 */
export async function* readRows(
  campaign: Campaign,
  rows: AsyncIterable<PlainRow> | Iterable<PlainRow>,
  { source, columns = {} }: RowMapping,
): AsyncGenerator<SourceRow, void, undefined> {
  let reader: ContractReader | undefined;
  let header: string[] = [];
  let row = 1;
  for await (const given of rows) {
    row += 1;
    if (reader === undefined) {
      header = Object.keys(given);
      reader = contractReader(campaign, renamedColumns(header, columns, source), { file: source, keepColumns: true });
    }
    const record = header.map((name) => textOf(given[name]));
    yield {
      row,
      read: reader.read(record, row),
      raw: Object.fromEntries(header.map((name, i) => [name, record[i] ?? ""])),
    };
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string") return value;
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

/** What is kept of a row that is put aside. The same row with the same fault is the same one when it comes again. */
export function quarantined(fault: RowFault, raw: SourceRow["raw"]): QuarantinedRow {
  const { row, contractId = null, code, values, column = null, message, remedy } = fault;
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([code, column, contractId ?? raw, fault.value ?? null]))
    .digest();
  return { fingerprint, row, contractId, code, values, column, message, remedy, raw };
}
