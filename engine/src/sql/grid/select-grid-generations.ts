import type { Queryable } from "@belfry/store";
import type { GeneratedTask } from "./grid-rows.ts";

export interface GridGenerationRow {
  readonly id: number;
  readonly baseDate: string;
  readonly executionId: number | null;
  readonly createdAt: Date;
  readonly askedBy: string;
  readonly results: readonly GeneratedTask[];
}

/** What generations of a grid came to, the newest first. */
export async function selectGridGenerations(
  db: Queryable,
  gridId: number,
  page: { readonly before: number | null; readonly limit: number },
): Promise<GridGenerationRow[]> {
  const { rows } = await db.query<GridGenerationRow>({
    name: "select-grid-generations",
    text: `
      select id, base_on::text as "baseDate", execution_id as "executionId", created_at as "createdAt", asked_by as "askedBy", results
      from belfry.grid_generations where grid_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
    values: [gridId, page.before, page.limit],
  });
  return rows;
}
