import type { Grid } from "@belfry/model";

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

/** Dimension by its place → values that are allowed there; as the statements take it. */
export type SelectionByPlace = Readonly<Record<string, readonly string[]>>;
