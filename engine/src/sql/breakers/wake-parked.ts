import type { Tx } from "@belfry/store";
import { isParked } from "./breaker-row.ts";

/** Wakes all who are parked for a connection at once. Returns how many. The caller tells the queue. */
export async function wakeParked(tx: Tx, connection: string): Promise<number> {
  const { count } = await tx.query({
    name: "wake-parked",
    text: `
      update belfry.execution_queue set run_at = (select belfry.now())
      where id in (select q.id from belfry.execution_queue q where ${isParked} order by q.id for update)`,
    values: [connection],
  });
  return count;
}
