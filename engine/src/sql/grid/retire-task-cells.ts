import type { Tx } from "@belfry/store";

/** Retires the open cells of task types that the grid no longer names. Returns how many. */
export async function retireTaskCells(tx: Tx, gridId: number): Promise<number> {
  const { count } = await tx.query({
    name: "retire-task-cells",
    text: `
      update belfry.grid_cells c set state = 'retired', updated_at = belfry.now(), reason = 'task-removed'
      from belfry.grid_task_types t
      where t.grid_id = $1 and t.removed_at is not null and c.task_type_id = t.id and c.state in ('pending', 'failed')`,
    values: [gridId],
  });
  return count;
}
