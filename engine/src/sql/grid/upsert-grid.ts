import type { Grid } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** Writes a grid and returns its number. */
export async function upsertGrid(tx: Tx, grid: Grid, by: string): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: "upsert-grid",
    text: `
      insert into belfry.grids (slug, name, labels, definition, created_at, updated_at, updated_by)
      select $1, $2, $3, $4, now, now, $5 from belfry.now() as now
      on conflict (slug) where removed_at is null do update set name = excluded.name, labels = excluded.labels,
        definition = excluded.definition, updated_at = excluded.updated_at, updated_by = excluded.updated_by
      returning id`,
    values: [grid.grid, grid.name, JSON.stringify(grid.labels ?? {}), JSON.stringify(grid), by],
  });
  const [row] = rows;
  if (row === undefined) throw new Error(`The grid ${grid.grid} was not written.`);
  return row.id;
}
