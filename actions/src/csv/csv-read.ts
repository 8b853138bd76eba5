import { createReadStream } from "node:fs";
import { ActionFailure, defineAction, type ActionContext, type Row } from "@belfry/plugin-kit";
import iconv from "iconv-lite";
import { columnNames } from "./column-names.ts";
import { CsvReadInput } from "./csv-input.ts";
import { detectDelimiter } from "./detect-delimiter.ts";
import { detectEncoding } from "./detect-encoding.ts";
import { parseRecords, type CsvRecord, type ParseOptions } from "./parse-records.ts";

const batchRows = 500;

/** So many of the skipped rows are shown; all of them are counted. */
const shownBadRows = 20;

export interface BadRow {
  readonly line: number;
  readonly reason: string;
  /** The beginning of the row. */
  readonly sample: string;
}

/** Reads a CSV into a dataset whose values are texts. */
export const csvRead = defineAction({
  id: "csv.read",
  displayName: { zh: "读取 CSV", en: "Read CSV" },
  description: {
    zh: "把 CSV 文件或文本读成数据集，自动识别 UTF-8、BOM、GB18030 和分隔符",
    en: "Reads a CSV file or text into a dataset; finds out UTF-8, byte order mark, GB18030 and the delimiter",
  },
  input: CsvReadInput,
  idempotent: true,
  cost: "cpu",
  retryableErrors: "None: the same file fails again.",
  dryRun: "runs",
  check: sourceProblems,
  async run(ctx, input) {
    const [problem] = sourceProblems(input);
    if (problem !== undefined) {
      throw new ActionFailure(`${problem.message} ${problem.remedy}`, { class: "config", code: "CSV_SOURCE_INVALID" });
    }
    const source = await sourceOf(ctx, input);
    const delimiter = input.delimiter === "auto" ? detectDelimiter(await beginningOf(source)) : input.delimiter;
    const records = parseRecords({ source, delimiter, trim: input.trim, signal: ctx.signal });
    const { rows, bad } = await keepRows(ctx, input, records);
    if (bad.count > 0) ctx.log.warn(`${bad.count} row(s) of the CSV were left out.`, { samples: bad.samples });
    return {
      rows,
      count: rows.rows,
      skipped: bad.count,
      badRows: bad.samples,
      encoding: "path" in source ? source.encoding : "utf-8",
      delimiter,
    };
  },
});

function sourceProblems(input: Readonly<Record<string, unknown>>): { path: string; message: string; remedy: string }[] {
  if ((input["file"] === undefined) !== (input["text"] === undefined)) return [];
  const message = input["file"] === undefined ? "There is nothing to read." : "There are a file and a text to read.";
  return [{ path: "file", message, remedy: "Give either `file` or `text`." }];
}

async function sourceOf(ctx: ActionContext, input: CsvReadInput): Promise<ParseOptions["source"]> {
  if (input.file === undefined) return { text: input.text ?? "" };
  const path = await ctx.artifacts.path(input.file);
  return { path, encoding: input.encoding === "auto" ? await detectEncoding(path, ctx.signal) : input.encoding };
}

/** Enough for the header. */
async function beginningOf(source: ParseOptions["source"]): Promise<string> {
  if ("text" in source) return source.text.slice(0, 65_536);
  for await (const chunk of createReadStream(source.path, { end: 65_535 }) as AsyncIterable<Buffer>) {
    return iconv.decode(chunk, source.encoding);
  }
  return "";
}

async function keepRows(ctx: ActionContext, input: CsvReadInput, records: AsyncIterable<CsvRecord>) {
  const iterator = records[Symbol.asyncIterator]();
  const first = await iterator.next();
  const names = columnNames(first.done === true ? [] : headerOf(first.value, input), input.columns);
  const bad = { count: 0, samples: [] as BadRow[] };
  const writer = await ctx.datasets.create({ columns: names });
  try {
    let batch: Row[] = [];
    let record = input.header && first.done !== true ? await iterator.next() : first;
    while (record.done !== true) {
      const reason = wrongWith(record.value, names.length);
      if (reason === undefined) batch.push(rowOf(record.value, names));
      else if (input.onBadRow === "fail") throw badRow(record.value, reason);
      else {
        bad.count += 1;
        if (bad.samples.length < shownBadRows) bad.samples.push(sampleOf(record.value, reason));
      }
      if (batch.length === batchRows) {
        await writer.write(batch);
        batch = [];
      }
      record = await iterator.next();
    }
    await writer.write(batch);
    return { rows: await writer.close(), bad };
  } finally {
    await iterator.return?.();
    await writer.discard();
  }
}

/** Without a header row the columns are counted in the first row, which is then a row like the others. */
function headerOf(first: CsvRecord, input: CsvReadInput): readonly string[] {
  return input.header ? first.values : first.values.map(() => "");
}

function rowOf({ values }: CsvRecord, names: readonly string[]): Row {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}

function wrongWith({ values }: CsvRecord, expected: number): string | undefined {
  return values.length === expected ? undefined : `${expected} values are expected and ${values.length} are there`;
}

function sampleOf({ values, line }: CsvRecord, reason: string): BadRow {
  return { line, reason, sample: values.join(" | ").slice(0, 200) };
}

function badRow(record: CsvRecord, reason: string): ActionFailure {
  return new ActionFailure(
    `Line ${record.line} of the CSV is wrong: ${reason}. Use \`onBadRow: skip\` to leave such rows out.`,
    {
      class: "runtime",
      code: "CSV_BAD_ROW",
      details: { ...sampleOf(record, reason) },
    },
  );
}
