import type { Grid, PeriodDates } from "@belfry/model";

/** A grid as the database keeps it. */
export interface GridRow {
  readonly id: number;
  readonly slug: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly definition: Grid;
  /** Which state this is: another one after every change of what it says. */
  readonly revision: string;
  readonly members: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** What became of one task type. */
export interface GeneratedTask {
  readonly task: string;
  readonly name: string;
  /** The column of its state in the user's own table. */
  readonly column: string | null;
  /** Null when nobody knows it. */
  readonly period: PeriodDates | null;
  /** Cells that were not there, or were retired, and are pending now. */
  readonly created: number;
  /** Cells that were there. */
  readonly existing: number;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** Dimension by its place → values that are allowed there; as the statements take it. */
export type SelectionByPlace = Readonly<Record<string, readonly string[]>>;
