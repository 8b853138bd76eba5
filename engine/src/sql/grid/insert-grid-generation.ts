import type { Queryable } from "@belfry/store";
import type { GeneratedTask } from "./grid-rows.ts";

/** Writes down what a generation came to. */
export async function insertGridGeneration(
  db: Queryable,
  generation: {
    readonly gridId: number;
    readonly baseDate: string;
    readonly executionId: number | null;
    readonly askedBy: string;
    readonly results: readonly GeneratedTask[];
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    name: "insert-grid-generation",
    text: `
      insert into belfry.grid_generations (grid_id, base_on, execution_id, created_at, asked_by, results)
      values ($1, $2, $3, belfry.now(), $4, $5) returning id`,
    values: [
      generation.gridId,
      generation.baseDate,
      generation.executionId,
      generation.askedBy,
      JSON.stringify(generation.results),
    ],
  });
  return rows[0]?.id ?? 0;
}
