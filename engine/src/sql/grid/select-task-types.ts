import type { Queryable } from "@belfry/store";

export interface TaskTypeRow {
  readonly id: number;
  readonly key: string;
  /** Whether the grid still names it. */
  readonly removed: boolean;
}

/** The task types of a grid in their order, also those that it no longer names. */
export async function selectTaskTypes(db: Queryable, gridId: number): Promise<TaskTypeRow[]> {
  const { rows } = await db.query<TaskTypeRow>({
    name: "select-task-types",
    text: `
      select id, key, removed_at is not null as removed from belfry.grid_task_types
      where grid_id = $1 order by removed_at is not null, position, id`,
    values: [gridId],
  });
  return rows;
}
