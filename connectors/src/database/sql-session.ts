import type { ActionContext, Row } from "@belfry/plugin-kit";
import type { BoundStatement } from "./bind-statement.ts";

/** Rows as they come in, never all at once. */
export interface RowBatch {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** What a statement changed, and what it gave back of that (`returning`). */
export interface ShownChange {
  readonly changed: number;
  /** The first rows, and how many there are; undefined for a statement that gives none. */
  readonly returned: (RowBatch & { readonly total: number }) | undefined;
}

/** One connection and one transaction on it. Disposing of it takes back what was not committed. */
export interface SqlSession extends AsyncDisposable {
  /** Statements outside of the transaction, before it begins. */
  prepare(statement: BoundStatement): Promise<void>;
  begin(mode: "read" | "write"): Promise<void>;
  /** At least one batch, with the columns, even where there are no rows. */
  read(statement: BoundStatement): AsyncIterable<RowBatch>;
  /** How many rows the statement changed. */
  change(statement: BoundStatement): Promise<number>;
  /** Like `change`, and gives the first rows that the statement returns, for people to look at. */
  changeAndShow(statement: BoundStatement, most: number): Promise<ShownChange>;
  commit(): Promise<void>;
  /** Asks the server to stop what it does for this session. Never throws. */
  cancel(): Promise<void>;
}

export interface SessionOptions {
  /** The longest one statement may take, in milliseconds; the server itself ends it then. */
  readonly timeoutMs: number;
}

export type SessionContext = Pick<ActionContext, "addressOf" | "pathOf" | "signal">;
