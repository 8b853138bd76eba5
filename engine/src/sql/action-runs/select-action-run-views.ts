import type { Queryable } from "@belfry/store";
import type { ActionRunView } from "../../views/execution-view.ts";

/** The attempts of one execution as people see them: as they ended, and as they were written where that is one moment. */
export async function selectActionRunViews(
  db: Queryable,
  execution: { id: number; createdOn: string },
): Promise<ActionRunView[]> {
  const { rows } = await db.query<ActionRunView>({
    name: "select-action-run-views",
    text: `
      select action, iteration, attempt, redrive, use, state, output, failure, took_ms as "tookMs",
        finished_at - took_ms * interval '1 millisecond' as "startedAt", finished_at as "finishedAt"
      from belfry.action_runs
      where execution_id = $1 and created_on = $2
      order by finished_at, redrive, ctid`,
    values: [execution.id, execution.createdOn],
  });
  return rows;
}
