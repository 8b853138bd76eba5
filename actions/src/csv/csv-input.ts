import { file, rows, text } from "@belfry/plugin-kit";
import { z } from "zod";

const Delimiter = z.enum([",", ";", "\t", "|"]);

export const CsvReadInput = z.strictObject({
  /** The file to read; or `text`. */
  file: file().optional(),
  /** The CSV itself; or `file`. */
  text: text().optional(),
  /** `auto`: by its byte order mark, else UTF-8 if the whole file is valid, else GB18030. @default auto */
  encoding: z.enum(["auto", "utf-8", "utf-16le", "gb18030"]).default("auto"),
  /** `auto`: the one that the first row has most of. @default auto */
  delimiter: z.union([z.literal("auto"), Delimiter]).default("auto"),
  /** Whether the first row holds the names of the columns. @default true */
  header: z.boolean().default(true),
  /** Names for the columns, from left to right. @default those of the header, else column1, column2, … */
  columns: z.array(z.string().min(1)).min(1).optional(),
  /** Drops blanks around values. @default false */
  trim: z.boolean().default(false),
  /** A row with too many or too few values fails the action, or is left out and counted. @default fail */
  onBadRow: z.enum(["fail", "skip"]).default("fail"),
});
export type CsvReadInput = z.infer<typeof CsvReadInput>;

const Rows = rows();
export type CsvRows = z.infer<typeof Rows>;

export const CsvWriteInput = z.strictObject({
  rows: Rows,
  /** A template; `.csv` is added where it is missing. */
  fileName: text(),
  /** The columns, in this order. @default every field of the rows, under its own name */
  columns: z
    .array(z.union([z.string().min(1), z.strictObject({ field: z.string().min(1), header: text().optional() })]))
    .min(1)
    .optional(),
  /** Whether the names of the columns stand in the first row. @default true */
  header: z.boolean().default(true),
  /** Excel opens UTF-8 by a double click only when the file begins with the mark; programs prefer it without. @default utf-8-bom */
  encoding: z.enum(["utf-8", "utf-8-bom", "gb18030"]).default("utf-8-bom"),
  delimiter: Delimiter.default(","),
  /** Puts a ' before texts that a spreadsheet would take for a formula. @default true */
  guardFormulas: z.boolean().default(true),
});
export type CsvWriteInput = z.infer<typeof CsvWriteInput>;
