import type { Queryable } from "@belfry/store";

/** What time it is, by the database's clock. */
export async function readClock(db: Queryable): Promise<Date> {
  const { rows } = await db.query<{ now: Date }>({ name: "notify-read-clock", text: `select belfry.now() as now` });
  const [row] = rows;
  if (row === undefined) throw new TypeError("belfry.now() gave no row");
  return row.now;
}
