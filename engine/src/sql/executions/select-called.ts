import type { EndedExecutionState, Failure } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** How far a called execution is. */
export interface CalledExecution {
  /** Null while it has not ended. */
  readonly state: EndedExecutionState | null;
  readonly output: unknown;
  readonly failure: Failure | null;
}

export async function selectCalled(db: Queryable, id: number): Promise<CalledExecution | undefined> {
  const { rows } = await db.query<CalledExecution>({
    name: "select-called",
    text: "select state, output, failure from belfry.executions where id = $1",
    values: [id],
  });
  return rows[0];
}
