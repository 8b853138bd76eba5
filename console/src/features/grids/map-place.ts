import { readSelection, writeSelection, type Selection } from "./grid-search.ts";

/** A place of the map: members in one period. */
export interface MapPlace {
  readonly selection: Selection;
  /** The label of the period. */
  readonly period: string;
}

/** As an address names it: `2025-10-03|platform=pdd`. */
export function writePlace({ selection, period }: MapPlace): string {
  return `${period}|${writeSelection(selection) ?? ""}`;
}

/** @returns nothing for what is no place */
export function readPlace(text: string | undefined): MapPlace | undefined {
  const [, period, members] = /^([^|]+)\|(.*)$/.exec(text ?? "") ?? [];
  return period === undefined ? undefined : { period, selection: readSelection(members) };
}

/** The members of a row, within those to which the map is narrowed. */
export function placeSelection(of: Readonly<Record<string, string>>, narrowed: Selection): Selection {
  return { ...narrowed, ...Object.fromEntries(Object.entries(of).map(([name, value]) => [name, [value]])) };
}

/** What stands above a column: the day, the days, or the month. */
export function periodTitle({
  label,
  start,
  end,
}: {
  readonly label: string;
  readonly start: string;
  readonly end: string;
}): readonly string[] {
  if (start === end) return [start.slice(5)];
  if (!label.includes("_")) return [label];
  return [start.slice(5), end.slice(5)];
}
