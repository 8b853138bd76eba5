import { ActionFailure, type ActionContext } from "@belfry/plugin-kit";
import type { RowLook } from "./cell-look.ts";
import type { ExcelInput, Highlight, Sheet } from "./excel-input.ts";
import { checkSheetNames } from "./sheet-name.ts";

/** The rows an Excel sheet can hold, titles and header included. */
export const rowsPerSheet = 1_048_576;

/** A workbook as the worker thread gets it: plain data, every default known. */
export interface WorkbookPlan {
  /** Where the workbook is written. */
  readonly path: string;
  readonly sheets: readonly SheetPlan[];
  readonly created: Date;
  readonly timeZone: string;
  readonly rowsPerSheet: number;
}

export interface SheetPlan {
  readonly name: string;
  /** The NDJSON file of a dataset, or a short list. */
  readonly rows: string | readonly Readonly<Record<string, unknown>>[];
  readonly columns: readonly ColumnPlan[];
  readonly titles: readonly { readonly text: string; readonly look: RowLook }[];
  readonly header: boolean;
  readonly style: NonNullable<Sheet["style"]>;
  readonly frozen: { readonly rows: number; readonly columns: number } | undefined;
  readonly autoFilter: boolean;
  readonly highlight: readonly Highlight[];
}

export interface ColumnPlan {
  readonly field: string;
  readonly header: string;
  readonly type: "auto" | "text" | "number" | "date";
  readonly format: string | undefined;
  readonly width: number | AutoWidth | undefined;
  readonly look: RowLook | undefined;
}

export interface AutoWidth {
  readonly padding: number;
  readonly factor: number;
  readonly wideCharacters: 1 | 2;
  readonly max: number;
}

/** Turns the input into a plan, and refuses early what could not be written. */
export async function planWorkbook(ctx: ActionContext, input: ExcelInput, path: string): Promise<WorkbookPlan> {
  const sheets: SheetPlan[] = [];
  for (const sheet of sheetsOf(input)) sheets.push(await planSheet(ctx, sheet));
  checkSheetNames(sheets.map(({ name }) => name));
  return { path, sheets, created: ctx.now, timeZone: ctx.timeZone, rowsPerSheet };
}

function sheetsOf({ fileName: _, sheets, rows, ...sheet }: ExcelInput): readonly Sheet[] {
  if (sheets !== undefined) return sheets;
  return rows === undefined ? [] : [{ rows, ...sheet }];
}

async function planSheet(ctx: ActionContext, sheet: Sheet): Promise<SheetPlan> {
  const { rows, sheetName: name = "Sheet1", titles = [], header = true, overflow = "fail" } = sheet;
  const count = Array.isArray(rows) ? rows.length : rows.rows;
  const above = titles.length + (header ? 1 : 0);
  if (overflow === "fail" && count + above > rowsPerSheet) throw tooManyRows(name, count);
  return {
    name,
    rows: Array.isArray(rows) ? rows : await ctx.datasets.path(rows),
    columns: planColumns(sheet),
    titles: titles.map((title) =>
      typeof title === "string" ? { text: title, look: {} } : { text: title.text, look: title.look ?? {} },
    ),
    header,
    style: sheet.style ?? {},
    frozen: sheet.freeze === "header" ? { rows: above, columns: 0 } : sheet.freeze,
    autoFilter: sheet.autoFilter === true && header,
    highlight: sheet.highlight ?? [],
  };
}

function planColumns(sheet: Sheet): ColumnPlan[] {
  const columns = sheet.columns ?? fieldsOf(sheet.rows);
  return columns.map((column) => {
    const said = typeof column === "string" ? { field: column, type: "auto" as const } : column;
    return {
      field: said.field,
      header: said.header ?? said.field,
      type: said.type,
      format: said.format ?? (said.type === "date" ? "yyyy-mm-dd" : undefined),
      width: autoWidth(said.width ?? sheet.width),
      look: said.look,
    };
  });
}

function fieldsOf(rows: Sheet["rows"]): string[] {
  return Array.isArray(rows) ? [...new Set(rows.flatMap((row) => Object.keys(row)))] : rows.columns;
}

function autoWidth(width: Sheet["width"]): number | AutoWidth | undefined {
  return width === "auto" ? { padding: 2, factor: 1, wideCharacters: 2, max: 255 } : width;
}

function tooManyRows(name: string, count: number): ActionFailure {
  return new ActionFailure(
    `The sheet ${name} would have ${count} rows, and Excel holds ${rowsPerSheet}. Write fewer, or set \`overflow: split\`.`,
    { class: "config", code: "SHEET_TOO_LONG", details: { rows: count } },
  );
}
