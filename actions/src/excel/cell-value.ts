/**
 * What a JSON value becomes in a cell. Only texts, numbers, dates and truth values are ever handed to the writer: an
 * object could be taken for a formula or a link, and a text that begins with = is written as a text.
 */
import { textOf } from "../values/text-of.ts";
import type { CellNotes } from "./cell-notes.ts";
import { sheetDate } from "./sheet-date.ts";
import type { ColumnPlan } from "./workbook-plan.ts";

export type CellValue = string | number | boolean | Date | null;

/** Excel refuses a workbook with a longer text. */
const longestText = 32_767;

export interface CellValueOptions {
  readonly column: ColumnPlan;
  readonly timeZone: string;
  readonly notes: CellNotes;
}

export function cellValue(value: unknown, options: CellValueOptions): CellValue {
  const { column, notes } = options;
  if (value === null || value === undefined) return null;
  switch (column.type) {
    case "text":
      return cellText(value, options);
    case "number": {
      const number = typeof value === "number" ? value : numberIn(value);
      if (number !== undefined) return number;
      if (value === "") return null;
      notes.note(column.header, "are no numbers and were written as texts");
      return cellText(value, options);
    }
    case "date": {
      const date = sheetDate(value, options.timeZone);
      if (date !== undefined) return date;
      if (value === "") return null;
      notes.note(column.header, "are no dates and were written as texts");
      return cellText(value, options);
    }
    case "auto":
      if (typeof value === "boolean") return value;
      return typeof value === "number" && isExactInExcel(value) ? value : cellText(value, options);
  }
}

/** Excel keeps 15 digits: a longer whole number, an order number for instance, would end in zeros. */
function isExactInExcel(value: number): boolean {
  return !Number.isInteger(value) || Math.abs(value) < 1e15;
}

function numberIn(value: unknown): number | undefined {
  if (typeof value !== "string" || !/^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function cellText(value: unknown, { column, notes }: CellValueOptions): string {
  const whole = textOf(value);
  if (whole.length <= longestText) return whole;
  notes.note(column.header, `were cut to ${longestText} characters`);
  return whole.slice(0, longestText).toWellFormed();
}
