import type { Row } from "@belfry/plugin-kit";

/** What the process that has a SQLite file open is asked to do, one thing at a time. */
export type SqliteRequest =
  | { readonly op: "open"; readonly path: string; readonly readOnly: boolean; readonly busyMs: number }
  | { readonly op: "run"; readonly sql: string; readonly values: readonly unknown[] }
  /** Runs a statement, and gives the first `most` rows that it returns. */
  | { readonly op: "show"; readonly sql: string; readonly values: readonly unknown[]; readonly most: number }
  | { readonly op: "read"; readonly sql: string; readonly values: readonly unknown[] }
  /** The next rows of what is read. */
  | { readonly op: "next"; readonly rows: number };

export type SqliteAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly errcode?: number };

/** The answer to `show`; no columns for a statement that returns nothing. */
export interface SqliteShown {
  readonly changed: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly total: number;
}

/** The answer to `next`. */
export interface SqliteRows {
  readonly rows: readonly Row[];
  readonly isLast: boolean;
}
