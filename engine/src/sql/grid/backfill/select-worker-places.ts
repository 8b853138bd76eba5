import type { Queryable } from "@belfry/store";

/** How many executions all nodes run at once. */
export async function selectWorkerPlaces(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ places: number }>({
    name: "select-worker-places",
    text: "select coalesce(sum(concurrency), 0)::int as places from belfry.nodes",
    values: [],
  });
  return rows[0]?.places ?? 0;
}
