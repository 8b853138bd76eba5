import type { Queryable } from "@belfry/store";

/** Creates the partitions of the months in which these days lie. Returns how many it created; none while another node does it. */
export async function ensureGridMonths(db: Queryable, days: readonly string[]): Promise<number> {
  const { rows } = await db.query<{ created: number }>({
    name: "ensure-grid-months",
    text: "select belfry.ensure_grid_months($1::date[]) as created",
    values: [days],
  });
  return rows[0]?.created ?? 0;
}
