import type { WorkbookSheet } from "../../api-deps.ts";
import type { SheetLanguage } from "../rules/slot-sheets.ts";

/** How much a workbook of figures holds: all of it is in memory while it is written. */
export const MOST_PEOPLE = 10_000;
export const MOST_DAYS = 800;
export const MOST_CONTRACTS = 20_000;
export const MOST_PAYOUTS = 50_000;
export const MOST_ADJUSTMENTS = 20_000;

export interface LimitedSheet {
  /** What the sheet is called in the header that says what was cut: `contracts`. */
  readonly key: string;
  readonly sheet: WorkbookSheet;
  /** One row more than this was asked for, to know whether there are more. @default it has a few rows */
  readonly most?: number;
  /** Which rows stay. @default the first */
  readonly keep?: "first" | "last";
}

/** The sheets with as many rows as they hold. One that is cut says so above and below its rows, and is named. */
export function cutSheets(
  sheets: readonly LimitedSheet[],
  language: SheetLanguage,
): { readonly sheets: WorkbookSheet[]; readonly cut: string[] } {
  const cut: string[] = [];
  const fitting = sheets.map(({ key, sheet, most = Number.POSITIVE_INFINITY, keep = "first" }): WorkbookSheet => {
    if (sheet.rows.length <= most) return sheet;
    cut.push(`${key}=${most}`);
    const rows = keep === "first" ? sheet.rows.slice(0, most) : sheet.rows.slice(-most);
    const note = notes[language][keep](most.toLocaleString("en-US"));
    const last = { [sheet.columns[0]?.field ?? ""]: note };
    return { ...sheet, title: `${sheet.title} · ${note}`, rows: [...rows, last] };
  });
  return { sheets: fitting, cut };
}

const notes = {
  zh: {
    first: (most: string) => `只列出前 ${most} 行，后面还有；请缩小筛选范围`,
    last: (most: string) => `只列出最后 ${most} 行，前面还有；请缩小筛选范围`,
  },
  en: {
    first: (most: string) => `Only the first ${most} rows; there are more: narrow the filters`,
    last: (most: string) => `Only the last ${most} rows; there are more: narrow the filters`,
  },
} as const;
