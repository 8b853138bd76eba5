import type { Queryable } from "@belfry/store";
import type { NewBackfill } from "./insert-backfill.ts";

/** The backfill that is under way for the very same cells, if there is one. */
export async function selectSameBackfill(
  db: Queryable,
  { gridId, mode, from, until, request, notify }: Omit<NewBackfill, "parts" | "by" | "reason" | "estimateMs">,
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>({
    name: "select-same-backfill",
    text: `
      select id from belfry.grid_backfills
      where grid_id = $1 and state in ('running', 'paused') and mode = $2 and from_on = $3 and until_on = $4
        and request = $5::jsonb and notify = $6
      order by id limit 1`,
    values: [gridId, mode, from, until, JSON.stringify(request), notify],
  });
  return rows[0]?.id;
}
