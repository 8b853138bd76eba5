/**
 * Something that becomes due by the database's clock. The node asks for the next due time of all sources in its one
 * tick statement and sleeps until then, so that an idle node asks nothing else.
 */
export interface DueSource {
  /** A column name in the tick statement: small letters and _. */
  readonly name: string;
  /** An expression that yields the next due time or null, answered by an index: `(select min(run_at) from …)`. */
  readonly nextDueSql: string;
  /** Called when the time has come, and when a notification says that something changed. Never throws. */
  onDue(): void;
}
