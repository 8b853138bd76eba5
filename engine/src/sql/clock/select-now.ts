import type { Queryable } from "@belfry/store";

/** The database's time in this transaction. */
export async function selectNow(db: Queryable): Promise<Date> {
  const { rows } = await db.query<{ now: Date }>({ name: "select-now", text: "select belfry.now() as now" });
  return rows[0]?.now ?? new Date(Number.NaN);
}
