import type { Queryable } from "@belfry/store";

export interface NewProgress {
  readonly execution: number;
  readonly action: string;
  readonly iteration: string;
  readonly done: number;
  readonly total: number | undefined;
}

/** Keeps how far running actions are: the newest word of each execution. */
export async function writeProgress(db: Queryable, rows: readonly NewProgress[]): Promise<void> {
  await db.query({
    name: "write-progress",
    text: `
      insert into belfry.execution_progress (execution_id, action, iteration, done, total, reported_at)
      select execution, action, iteration, done, total, (select belfry.now())
      from json_to_recordset($1::json) as p (execution bigint, action text, iteration text, done float8, total float8)
      order by execution
      on conflict (execution_id) do update
      set action = excluded.action, iteration = excluded.iteration, done = excluded.done, total = excluded.total,
        reported_at = excluded.reported_at`,
    values: [JSON.stringify(rows)],
  });
}
