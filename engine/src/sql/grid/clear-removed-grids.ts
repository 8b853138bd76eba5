import type { Queryable } from "@belfry/store";

/**
 * Removes the cells of one task type in one period of a grid that was removed, and the grid itself when it has none left.
 * Returns whether there is more to do.
 */
export async function clearRemovedGrids(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ grids: number }>({
    name: "clear-removed-grids",
    // A part at a time: the index finds it, however many million cells of other grids there are.
    text: `
      with grid as (select id from belfry.grids where removed_at is not null order by id limit 1 for update skip locked),
      part as materialized (
        select c.* from grid join belfry.grid_task_types t on t.grid_id = grid.id
          cross join lateral (
            select c.task_type_id, c.period_id, c.month from belfry.grid_cells c where c.task_type_id = t.id
            order by c.period_id, c.member_id limit 1) c
        limit 1),
      cells as (
        delete from belfry.grid_cells c using part
        where c.task_type_id = part.task_type_id and c.period_id = part.period_id and c.month = part.month),
      counts as (
        delete from belfry.grid_counts c
        where c.task_type_id = any (array(select t.id from belfry.grid_task_types t join grid on t.grid_id = grid.id))
          and not exists (select from part)),
      gone as (delete from belfry.grids g using grid where g.id = grid.id and not exists (select from part))
      select count(*)::int as grids from grid`,
  });
  return (rows[0]?.grids ?? 0) > 0;
}
