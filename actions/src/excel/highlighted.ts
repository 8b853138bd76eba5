import { textOf } from "../values/text-of.ts";
import type { Highlight } from "./excel-input.ts";

/** Whether a row has the value that is looked for. Two numbers are compared as numbers, everything else as texts. */
export function isHighlighted({ field, is, value }: Highlight, row: Readonly<Record<string, unknown>>): boolean {
  const found = row[field];
  const empty = found === null || found === undefined || found === "";
  if (is === "empty") return empty;
  if (is === "filled") return !empty;
  if (is === "contains") return !empty && textOf(found).includes(textOf(value));
  if (is === "=") return compare(found, value) === 0;
  if (is === "!=") return compare(found, value) !== 0;
  // Nothing is neither more nor less than something.
  if (empty) return false;
  const order = compare(found, value);
  switch (is) {
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
  }
}

function compare(found: unknown, wanted: string | number | boolean | undefined): number {
  const [a, b] = [numberOf(found), numberOf(wanted)];
  if (a !== undefined && b !== undefined) return a - b;
  const [left, right] = [textOf(found), textOf(wanted)];
  return left === right ? 0 : left < right ? -1 : 1;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
