import type { Queryable } from "@belfry/store";

/** Removes cells of a grid that was removed, and the grid itself when it has none left. Returns whether there is more to do. */
export async function clearRemovedGrids(db: Queryable, limit: number): Promise<boolean> {
  const { rows } = await db.query<{ grids: number }>({
    name: "clear-removed-grids",
    text: `
      with grid as (select id from belfry.grids where removed_at is not null order by id limit 1 for update skip locked),
      part_of_cells as (
        select c.task_type_id, c.period_id, c.member_id, c.month
        from grid join belfry.grid_task_types t on t.grid_id = grid.id
          cross join lateral (
            select * from belfry.grid_cells c where c.task_type_id = t.id limit $1) c
        limit $1),
      cells as (
        delete from belfry.grid_cells c using part_of_cells s
        where c.task_type_id = s.task_type_id and c.period_id = s.period_id and c.member_id = s.member_id and c.month = s.month),
      counts as (
        delete from belfry.grid_counts c using grid, belfry.grid_task_types t
        where t.grid_id = grid.id and c.task_type_id = t.id and not exists (select from part_of_cells)),
      gone as (delete from belfry.grids g using grid where g.id = grid.id and not exists (select from part_of_cells))
      select count(*)::int as grids from grid`,
    values: [limit],
  });
  return (rows[0]?.grids ?? 0) > 0;
}
