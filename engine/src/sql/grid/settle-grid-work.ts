import type { Tx } from "@belfry/store";

/**
 * Says when somebody looks at a grid again: now, when there is more; otherwise when one of its cells that wait becomes due. Those
 * that are due and could not begin now, because of a limit or a rule that is not enabled, are looked at in a while.
 */
export async function settleGridWork(
  tx: Tx,
  gridId: number,
  options: { readonly taskTypeIds: readonly number[]; readonly more: boolean; readonly blockedMs: number },
): Promise<void> {
  await tx.query({
    name: "settle-grid-work",
    text: `
      update belfry.grid_work set look_at = case when $3 then belfry.now() else coalesce((
        select min(greatest(c.run_at, belfry.now() + $4::float8 * interval '1 millisecond'))
        from belfry.grid_cells c where c.task_type_id = any($2::int[]) and c.state = 'pending'), 'infinity') end
      where grid_id = $1`,
    values: [gridId, options.taskTypeIds, options.more, options.blockedMs],
  });
}
