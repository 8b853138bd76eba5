import type { Tx } from "@belfry/store";
import { isParked } from "./breaker-row.ts";

/** Lets the first of those in who are parked, under an epoch. Returns how many. The caller tells the queue. */
export async function letIn(
  tx: Tx,
  { connection, epoch, limit }: { readonly connection: string; readonly epoch: number; readonly limit: number },
): Promise<number> {
  const { count } = await tx.query({
    name: "let-in",
    // The state is kept as well: whoever was locked here is let in at the next step.
    text: `
      update belfry.execution_queue set pass = $2, run_at = (select belfry.now())
      where id in (select q.id from belfry.execution_queue q where ${isParked} order by q.id limit $3 for update skip locked)`,
    values: [connection, epoch, limit],
  });
  return count;
}
