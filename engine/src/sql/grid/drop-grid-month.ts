import type { Queryable } from "@belfry/store";

/** Drops the oldest month of cells if it ended more than so many days ago. Whether it did. */
export async function dropGridMonth(db: Queryable, days: number): Promise<boolean> {
  const { rows } = await db.query<{ dropped: boolean }>({
    name: "drop-grid-month",
    text: "select belfry.drop_grid_month((belfry.now() at time zone 'UTC')::date - $1::int) as dropped",
    values: [days],
  });
  return rows[0]?.dropped === true;
}
