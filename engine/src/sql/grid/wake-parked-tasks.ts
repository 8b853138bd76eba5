import type { Tx } from "@belfry/store";

/** The same for a whole grid, when its task types may need something else. */
export async function wakeParkedTasks(tx: Tx, gridId: number): Promise<void> {
  await tx.query({
    name: "wake-parked-tasks",
    text: `
      update belfry.grid_cells c set run_at = belfry.now(), reason = null, updated_at = belfry.now()
      from belfry.grid_task_types t
      where t.grid_id = $1 and c.task_type_id = t.id and c.state = 'pending' and c.run_at = 'infinity' and c.reason = 'member-incomplete'`,
    values: [gridId],
  });
}
