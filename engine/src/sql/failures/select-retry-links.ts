import type { Queryable } from "@belfry/store";

export interface RetryLinks {
  /** The execution in whose place this one runs. */
  readonly retryOf: number | null;
  /** The execution that runs in the place of this one. */
  readonly retriedAs: number | null;
}

/** How an execution is linked to others by retries from the start. */
export async function selectRetryLinks(db: Queryable, id: number): Promise<RetryLinks> {
  const { rows } = await db.query<RetryLinks>({
    name: "select-retry-links",
    text: `
      select (select execution_id from belfry.execution_retries where retried_as = $1) as "retryOf",
        (select retried_as from belfry.execution_retries where execution_id = $1) as "retriedAs"`,
    values: [id],
  });
  return rows[0] ?? { retryOf: null, retriedAs: null };
}
