import type { Queryable } from "@belfry/store";
import { isParked } from "./breaker-row.ts";

/** Whether anybody is parked for a connection. */
export async function hasParked(db: Queryable, connection: string): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>({
    name: "has-parked",
    text: `select exists (select from belfry.execution_queue q where ${isParked}) as has`,
    values: [connection],
  });
  return rows[0]?.has === true;
}
