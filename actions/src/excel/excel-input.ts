import { rows, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { CellLook, Color, RowLook } from "./cell-look.ts";

const Rows = rows();

/**
 * A column of the sheet. `type` decides what a value becomes: `text` leaves every character (student numbers, codes with
 * leading zeros), `number` and `date` read texts, `auto` keeps what JSON says.
 */
const SheetColumn = z.strictObject({
  field: z.string().min(1).describe("The field of the rows."),
  header: text().optional().describe("The title above the column. Default: the name of the field."),
  type: z
    .enum(["auto", "text", "number", "date"])
    .default("auto")
    .describe("`text` leaves every character, `number` and `date` read texts, `auto` keeps what JSON says."),
  format: z
    .string()
    .min(1)
    .optional()
    .describe("A number format of Excel: `#,##0.00`, `yyyy-mm-dd hh:mm`. Default: yyyy-mm-dd for dates."),
  width: z
    .union([
      z.number().min(0).max(255),
      z.literal("auto"),
      z.strictObject({
        padding: z.number().min(0).default(2),
        factor: z.number().positive().default(1),
        /** How much a Chinese character counts. @default 2 */
        wideCharacters: z.union([z.literal(1), z.literal(2)]).default(2),
        /** @default 255 */
        max: z.number().positive().max(255).default(255),
      }),
    ])
    .optional()
    .describe(
      "In characters of the default font. `auto` fits the longest text, header included, with Chinese characters counted double; as an object: (longest text + padding) × factor.",
    ),
  look: CellLook.optional(),
});

/** A row above the header, merged over all columns. */
const TitleRow = z.union([text(), z.strictObject({ text: text(), look: RowLook.optional() })]);

/** Colours cells by a value of their row. */
export const Highlight = z.strictObject({
  field: z.string().min(1),
  is: z.enum(["=", "!=", ">", ">=", "<", "<=", "contains", "empty", "filled"]),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  fill: Color.optional(),
  font: CellLook.shape.font,
  scope: z
    .enum(["cell", "row"])
    .default("cell")
    .describe("`cell`: the cell of that field; `row`: all cells of the row."),
});
export type Highlight = z.infer<typeof Highlight>;

/** Every field is optional here, so that one sheet can be written without `sheets`; `planWorkbook` knows the defaults. */
const sheetShape = {
  sheetName: text().optional().describe("At most 31 characters and none of [ ] : * ? / \\. Default: Sheet1."),
  columns: z
    .array(z.union([z.string().min(1), SheetColumn]))
    .min(1)
    .max(16_384)
    .optional()
    .describe("The columns, in this order. Default: every field of the rows, under its own name."),
  width: SheetColumn.shape.width.describe("The width of columns that say nothing about it. Default: as Excel has it."),
  titles: z.array(TitleRow).max(20).optional().describe("Rows above the header, each merged over all columns."),
  header: z.boolean().optional().describe("Whether the names of the columns stand above the rows. Default: true."),
  style: z
    .strictObject({
      all: RowLook.optional(),
      titles: RowLook.optional(),
      header: RowLook.optional(),
      body: RowLook.optional(),
      whenEmpty: z
        .enum(["keep", "none"])
        .optional()
        .describe("`none`: a sheet without rows gets no look, no row heights and no widths. Default: keep."),
    })
    .optional()
    .describe(
      "How cells look: `all` of them, then the parts of the sheet; in the body a column's own `look` comes last.",
    ),
  freeze: z
    .union([
      z.literal("header"),
      z.strictObject({ rows: z.number().int().min(0).default(0), columns: z.number().int().min(0).default(0) }),
    ])
    .optional()
    .describe("What stays in view: `header` the rows above the first data row, or so many rows and columns."),
  autoFilter: z.boolean().optional().describe("Filter buttons in the header. Default: false."),
  highlight: z.array(Highlight).max(50).optional().describe("Colours for cells or rows with certain values."),
  overflow: z
    .enum(["fail", "split"])
    .optional()
    .describe("More rows than a sheet can hold (1,048,576): fail, or go on in a sheet `name (2)`. Default: fail."),
};

export const Sheet = z.strictObject({ rows: Rows, ...sheetShape });
export type Sheet = z.infer<typeof Sheet>;

/** Several `sheets`, or the fields of one sheet right here. */
export const ExcelInput = z.strictObject({
  fileName: text().describe("A template; `.xlsx` is added where it is missing."),
  sheets: z.array(Sheet).min(1).max(200).optional().describe("Several sheets; or the fields of one right here."),
  rows: Rows.optional().describe("The rows of the one sheet: a dataset, or a short list."),
  ...sheetShape,
});
export type ExcelInput = z.infer<typeof ExcelInput>;

/** What is wrong with the choice between one sheet and several. */
export function sheetProblems(
  input: Readonly<Record<string, unknown>>,
): { path: string; message: string; remedy: string }[] {
  const remedy = "Write `rows` and its fields for one sheet, or `sheets` for several.";
  const single = ["rows", ...Object.keys(sheetShape)].filter((key) => input[key] !== undefined);
  if (input["sheets"] !== undefined) {
    return single.map((key) => ({ path: key, message: `\`${key}\` belongs inside one of the \`sheets\`.`, remedy }));
  }
  return input["rows"] === undefined ? [{ path: "rows", message: "There are no rows to write.", remedy }] : [];
}
