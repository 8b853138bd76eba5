import { cellStates, type CellState } from "./cell-states.ts";

export const gridTabs = ["map", "cells", "freshness", "backfills", "members", "generations", "definition"] as const;
export type GridTab = (typeof gridTabs)[number];
export const gridSchedules = ["daily", "weekly", "monthly", "quarterly"] as const;
export type GridSchedule = (typeof gridSchedules)[number];

/** How many days of deadlines are shown. */
export const freshnessDays = [1, 7, 31] as const;
export type FreshnessDays = (typeof freshnessDays)[number];

/** What the address of a grid says. Names stand beside each other with commas, members as the API writes them. */
export interface GridSearch {
  readonly tab?: GridTab;
  /** The task types that are generated together. */
  readonly schedule?: GridSchedule;
  readonly tasks?: string;
  /** The dimension whose values are the rows of the map. */
  readonly rows?: string;
  /** `platform=pdd,tm;shop=A`. */
  readonly only?: string;
  readonly text?: string;
  readonly from?: string;
  readonly until?: string;
  readonly period?: string;
  readonly states?: string;
  readonly removed?: true;
  readonly days?: FreshnessDays;
  readonly cursor?: string;
  readonly columns?: string;
  /** The cell that is open. */
  readonly cell?: string;
  /** The place of the map that is open: its members and its period. */
  readonly at?: string;
}

const texts = ["tasks", "rows", "only", "text", "period", "cursor", "columns", "cell", "at"] as const;

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseGridSearch(search: Readonly<Record<string, unknown>>): GridSearch {
  const tab = gridTabs.find((known) => known === search["tab"]);
  const schedule = gridSchedules.find((known) => known === search["schedule"]);
  const days = freshnessDays.find((known) => known === search["days"]);
  const states = namesIn(textOf(search["states"])).filter((name) => cellStates.some((state) => state === name));
  return {
    ...(tab !== undefined && tab !== "map" && { tab }),
    ...(schedule !== undefined && { schedule }),
    ...Object.fromEntries(
      texts.flatMap((name) => {
        const text = textOf(search[name]);
        return text === undefined ? [] : [[name, text]];
      }),
    ),
    ...Object.fromEntries(
      (["from", "until"] as const).flatMap((name) => {
        const day = textOf(search[name]);
        return day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? [[name, day]] : [];
      }),
    ),
    ...(states.length > 0 && { states: states.join(",") }),
    ...(days !== undefined && { days }),
    ...(search["removed"] === true && { removed: true as const }),
  };
}

/** What the address of the list of grids says. */
export interface GridListSearch {
  readonly tab?: "freshness";
  readonly days?: FreshnessDays;
}

export function parseGridListSearch(search: Readonly<Record<string, unknown>>): GridListSearch {
  const days = freshnessDays.find((known) => known === search["days"]);
  return {
    ...(search["tab"] === "freshness" && { tab: "freshness" as const }),
    ...(days !== undefined && { days }),
  };
}

/** The router reads a number as a number. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value).trim();
  return text === "" ? undefined : text;
}

export function namesIn(text: string | undefined): readonly string[] {
  return (text ?? "").split(",").filter((name) => name !== "");
}

export function statesIn(search: Pick<GridSearch, "states">): readonly CellState[] {
  return namesIn(search.states).flatMap((name) => cellStates.find((state) => state === name) ?? []);
}

/** Members by dimensions, as an address and the API write them. */
export type Selection = Readonly<Record<string, readonly string[]>>;

export function readSelection(text: string | undefined): Selection {
  const parts = (text ?? "").split(";").flatMap((part) => {
    const [, dimension = "", values = ""] = /^([^=]+)=(.+)$/.exec(part.trim()) ?? [];
    const names = namesIn(values);
    return names.length === 0 ? [] : [[dimension.trim(), names] as const];
  });
  return Object.fromEntries(parts);
}

/** @returns nothing for a selection that names nobody: every member */
export function writeSelection(selection: Selection): string | undefined {
  const parts = Object.entries(selection)
    .filter(([, values]) => values.length > 0)
    .map(([dimension, values]) => `${dimension}=${values.join(",")}`);
  return parts.length === 0 ? undefined : parts.join(";");
}

/** Without what belongs to one page or one cell of what was shown before. */
export function firstPage({
  cursor: _cursor,
  columns: _columns,
  cell: _cell,
  at: _at,
  ...search
}: GridSearch): GridSearch {
  return search;
}

/** A filter changed: nothing takes it away. */
export function withFilter(
  search: GridSearch,
  change: { readonly [Name in keyof GridSearch]?: GridSearch[Name] | undefined },
): GridSearch {
  const merged = { ...firstPage(search), ...change };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined && value !== ""));
}
