import { open } from "node:fs/promises";
import { join } from "node:path";
import { defineAction } from "@belfry/plugin-kit";
import { stringify } from "csv-stringify/sync";
import iconv from "iconv-lite";
import { textOf } from "../values/text-of.ts";
import { CsvWriteInput } from "./csv-input.ts";
import { looksLikeFormula } from "./formula-guard.ts";

const batchRows = 500;

/** Writes rows into a CSV file, RFC 4180 with lines that end in CR LF. */
export const csvWrite = defineAction({
  id: "csv.write",
  displayName: { zh: "生成 CSV", en: "Write CSV" },
  description: {
    zh: "把数据写成 CSV 文件，可选编码（UTF-8、带 BOM、GB18030）和分隔符，防止公式注入",
    en: "Writes rows into a CSV file in UTF-8, with or without byte order mark, or GB18030; guards against formulas",
  },
  input: CsvWriteInput,
  idempotent: true,
  cost: "cpu",
  retryableErrors: "None: the same rows fail again.",
  dryRun: "runs",
  async run(ctx, input) {
    const columns = columnsOf(input);
    const path = join(await ctx.scratch(), "rows.csv");
    const file = await open(path, "wx", 0o600);
    let count = 0;
    let guarded = 0;

    const cell = (value: unknown): string => {
      const text = textOf(value);
      if (!input.guardFormulas || typeof value !== "string" || !looksLikeFormula(text)) return text;
      guarded += 1;
      return `'${text}`;
    };
    const append = async (lines: readonly (readonly string[])[], begins: boolean): Promise<void> => {
      ctx.signal.throwIfAborted();
      const text = stringify([...lines], { delimiter: input.delimiter, record_delimiter: "\r\n" });
      const addBOM = begins && input.encoding === "utf-8-bom";
      await file.appendFile(iconv.encode(text, input.encoding === "gb18030" ? "gb18030" : "utf-8", { addBOM }));
    };

    try {
      await append(input.header ? [columns.map(({ header }) => cell(header))] : [], true);
      let lines: string[][] = [];
      for await (const row of ctx.datasets.read(input.rows)) {
        lines.push(columns.map(({ field }) => cell(row[field])));
        count += 1;
        if (lines.length < batchRows) continue;
        await append(lines, false);
        ctx.progress(count);
        lines = [];
      }
      await append(lines, false);
    } finally {
      await file.close();
    }
    const name = /\.(csv|tsv|txt)$/i.test(input.fileName) ? input.fileName : `${input.fileName}.csv`;
    return { file: await ctx.artifacts.adopt(path, { name, mediaType: "text/csv" }), rows: count, guarded };
  },
});

function columnsOf({ columns, rows }: CsvWriteInput): { field: string; header: string }[] {
  const fields = Array.isArray(rows) ? [...new Set(rows.flatMap((row) => Object.keys(row)))] : rows.columns;
  return (columns ?? fields).map((column) => {
    const { field, header = field } = typeof column === "string" ? { field: column } : column;
    return { field, header };
  });
}
