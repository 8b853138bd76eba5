import type { Queryable } from "@belfry/store";
import type { ProgressView } from "../../views/execution-view.ts";

/** How far the running action of an execution is; nothing when it has said nothing. */
export async function selectProgress(db: Queryable, execution: number): Promise<ProgressView | undefined> {
  const { rows } = await db.query<ProgressView>({
    name: "select-progress",
    text: `select action, iteration, done, total, reported_at as at from belfry.execution_progress where execution_id = $1`,
    values: [execution],
  });
  return rows[0];
}
