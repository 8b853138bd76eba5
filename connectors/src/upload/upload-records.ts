import { ActionFailure } from "@belfry/plugin-kit";

/** One row: the names of its columns and what stands in them, in their order. A column that is missing is not there. */
export type UploadRecord = readonly (readonly [column: string, value: unknown])[];

/** What somebody uploaded, as rows. The columns that a header row names are there without any row, too. */
export interface UploadRecords {
  readonly columns: readonly string[];
  readonly records: readonly UploadRecord[];
}

/**
 * Reads an upload in each of the forms that programs send: records, rows below a header row, one record, a list of values,
 * or the JSON text of one of them.
 * @throws ActionFailure class `runtime` with code `UPLOAD_JSON_INVALID` or `UPLOAD_DATA_INVALID`
 */
export function uploadRecords(data: unknown): UploadRecords {
  const given = typeof data === "string" ? parsed(data) : data;
  if (isRecord(given)) return { columns: [], records: [Object.entries(given)] };
  if (!Array.isArray(given)) throw invalid("It is neither a list nor a record.");
  const list: readonly unknown[] = given;
  if (list.every(isRecord)) return { columns: [], records: list.map((record) => Object.entries(record)) };
  if (list.every((row) => Array.isArray(row))) return belowHeader(list as readonly (readonly unknown[])[]);
  if (list.every((value) => typeof value !== "object" || value === null)) {
    return { columns: ["value"], records: list.map((value) => [["value", value]]) };
  }
  throw invalid("It mixes records, rows and values.");
}

function belowHeader([header = [], ...rows]: readonly (readonly unknown[])[]): UploadRecords {
  const columns = columnNames(header);
  const records = rows.map((row, at) => {
    if (row.length > columns.length)
      throw invalid(`Row ${at + 1} has ${row.length} cells below ${columns.length} names.`);
    return row.map((value, i) => [columns[i] ?? "", value] as const);
  });
  return { columns, records };
}

/** The names of a header row: without blanks around them, none empty, and each once. */
export function columnNames(header: readonly unknown[]): string[] {
  const names: string[] = [];
  const taken = new Set<string>();
  for (const [at, given] of header.entries()) {
    const cleaned = (typeof given === "string" ? given : JSON.stringify(given ?? "")).replaceAll(/\s+/g, " ").trim();
    const base = cleaned === "" || cleaned === '""' ? `column_${at + 1}` : cleaned;
    let name = base;
    for (let n = 1; taken.has(name); n += 1) name = `${base}_${n}`;
    taken.add(name);
    names.push(name);
  }
  return names;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Python writes NaN and Infinity into its JSON; in a table they are cells in which nothing stands. */
const textOrNoNumber = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text, exactly);
  } catch {
    try {
      return JSON.parse(
        text.replaceAll(textOrNoNumber, (found) => (found.startsWith('"') ? found : "null")),
        exactly,
      );
    } catch (error) {
      // The sentence by which programs that upload know this failure.
      throw new ActionFailure(`无效的JSON字符串: ${error instanceof Error ? error.message : String(error)}`, {
        class: "runtime",
        code: "UPLOAD_JSON_INVALID",
      });
    }
  }
}

/** The number of an order may be longer than what a number holds: its digits stay as they are. */
function exactly(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isLong = typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "");
  return isLong ? context?.source : value;
}

function invalid(why: string): ActionFailure {
  return new ActionFailure(
    `The data is no table. ${why} Send records, rows below a header row, one record, a list of values, or the JSON text of one.`,
    { class: "runtime", code: "UPLOAD_DATA_INVALID" },
  );
}
