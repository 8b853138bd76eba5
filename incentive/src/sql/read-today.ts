import type { Queryable } from "@belfry/store";

/** The business day of the moment: what day it is in Shanghai, by the database's clock. */
export async function readToday(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ today: string }>({
    name: "incentive-read-today",
    text: "select (belfry.now() at time zone 'Asia/Shanghai')::date as today",
  });
  return rows[0]?.today ?? "1970-01-01";
}
