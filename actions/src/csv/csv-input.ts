import { file, rows, text } from "@belfry/plugin-kit";
import { z } from "zod";

const Delimiter = z.enum([",", ";", "\t", "|"]);

export const CsvReadInput = z.strictObject({
  file: file().optional().describe("The file to read; or `text`."),
  text: text().optional().describe("The CSV itself; or `file`."),
  encoding: z
    .enum(["auto", "utf-8", "utf-16le", "gb18030"])
    .default("auto")
    .describe("`auto`: by its byte order mark, else UTF-8 if the whole file is valid, else GB18030."),
  delimiter: z
    .union([z.literal("auto"), Delimiter])
    .default("auto")
    .describe("`auto`: the one that the first row has most of."),
  header: z.boolean().default(true).describe("Whether the first row holds the names of the columns."),
  columns: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe(
      "Names for the columns, from left to right. Default: those of the header, else column1, column2 and so on.",
    ),
  trim: z.boolean().default(false).describe("Drops blanks around values."),
  onBadRow: z
    .enum(["fail", "skip"])
    .default("fail")
    .describe("A row with too many or too few values fails the action, or is left out and counted."),
});
export type CsvReadInput = z.infer<typeof CsvReadInput>;

const Rows = rows();

export const CsvWriteInput = z.strictObject({
  rows: Rows.describe("What is written: a dataset, or a short list of rows."),
  fileName: text().describe("A template; `.csv` is added where it is missing."),
  columns: z
    .array(z.union([z.string().min(1), z.strictObject({ field: z.string().min(1), header: text().optional() })]))
    .min(1)
    .optional()
    .describe("The columns, in this order. Default: every field of the rows, under its own name."),
  header: z.boolean().default(true).describe("Whether the names of the columns stand in the first row."),
  encoding: z
    .enum(["utf-8", "utf-8-bom", "gb18030"])
    .default("utf-8-bom")
    .describe(
      "Excel opens UTF-8 by a double click only when the file begins with the mark; programs prefer it without.",
    ),
  delimiter: Delimiter.default(",").describe("The sign between two values."),
  guardFormulas: z
    .boolean()
    .default(true)
    .describe("Puts a ' before texts that a spreadsheet would take for a formula."),
});
export type CsvWriteInput = z.infer<typeof CsvWriteInput>;
