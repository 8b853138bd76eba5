import type { Tx } from "@belfry/store";

/**
 * Says when somebody looks at a grid again: now, when there is more; otherwise when one of its cells that wait becomes due. Those
 * that are due and could not begin now, because of a limit or a rule that is not enabled, are looked at in a while.
 */
export async function settleGridWork(
  tx: Tx,
  gridId: number,
  options: {
    readonly taskTypeIds: readonly number[];
    readonly more: boolean;
    /** When it was looked at: a cell that has become due since was not seen, and is not one that cannot begin. */
    readonly at: Date;
    readonly blockedMs: number;
  },
): Promise<void> {
  await tx.query({
    name: "settle-grid-work",
    text: `
      update belfry.grid_work set look_at = case when $3 then belfry.now() else coalesce((
        select min(case when c.run_at <= $5 then belfry.now() + $4::float8 * interval '1 millisecond' else c.run_at end)
        from belfry.grid_cells c where c.task_type_id = any($2::int[]) and c.state = 'pending'), 'infinity') end
      where grid_id = $1`,
    values: [gridId, options.taskTypeIds, options.more, options.blockedMs, options.at],
  });
}
