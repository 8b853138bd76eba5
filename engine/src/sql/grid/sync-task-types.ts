import type { Tx } from "@belfry/store";

/** Makes the task types of a grid those with these names, in this order. Those that are no longer named keep their numbers. */
export async function syncTaskTypes(tx: Tx, gridId: number, keys: readonly string[]): Promise<void> {
  await tx.query({
    name: "sync-task-types",
    text: `
      with removed as (
        update belfry.grid_task_types set removed_at = belfry.now()
        where grid_id = $1 and removed_at is null and not key = any($2::text[]))
      insert into belfry.grid_task_types (grid_id, key, position)
      select $1, key, n from unnest($2::text[]) with ordinality wanted (key, n)
      on conflict (grid_id, key) do update set position = excluded.position, removed_at = null`,
    values: [gridId, keys],
  });
}
