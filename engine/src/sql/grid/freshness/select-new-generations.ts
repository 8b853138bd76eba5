import type { Queryable } from "@belfry/store";
import type { GridGenerationRow } from "../select-grid-generations.ts";

/** Generations of a grid after one of them, in their order. */
export async function selectNewGenerations(
  db: Queryable,
  gridId: number,
  after: number,
): Promise<Pick<GridGenerationRow, "id" | "baseDate" | "results">[]> {
  const { rows } = await db.query<Pick<GridGenerationRow, "id" | "baseDate" | "results">>({
    name: "select-new-generations",
    text: `
      select id, base_on::text as "baseDate", results from belfry.grid_generations
      where grid_id = $1 and id > $2 order by id limit 200`,
    values: [gridId, after],
  });
  return rows;
}
