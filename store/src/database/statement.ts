import type { QueryResultRow } from "pg";

/**
 * One named SQL statement. The name makes it a prepared statement on its connection, so that PostgreSQL parses and plans
 * it once; two texts under one name are refused by the driver.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  /**
   * Whether PostgreSQL plans it each time for its values. For a statement with filters that may be left out, one plan for
   * all of them is ten times slower for most. @default false
   */
  readonly plannedAnew?: boolean;
}

export interface StatementResult<T> {
  readonly rows: T[];
  /** How many rows were touched. */
  readonly count: number;
}

/** Whatever runs statements: the store (each in a transaction of its own) or an open transaction. */
export interface Queryable {
  query<T extends QueryResultRow>(statement: Statement): Promise<StatementResult<T>>;
}

/** An open transaction. Functions that write take it first and never open one of their own. */
export interface Tx extends Queryable {
  readonly isTransaction: true;
}
