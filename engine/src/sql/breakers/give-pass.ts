import type { Tx } from "@belfry/store";
import type { HeldExecution } from "../action-runs/action-run-row.ts";

/** Lets an execution in that a node holds: its call is the probe. False when another node holds it now. */
export async function givePass(
  tx: Tx,
  held: HeldExecution,
  { connection, pass }: { readonly connection: string; readonly pass: number },
): Promise<boolean> {
  const { count } = await tx.query({
    name: "give-pass",
    text: "update belfry.execution_queue set connection = $3, pass = $4 where id = $1 and epoch = $2",
    values: [held.execution, held.epoch, connection, pass],
  });
  return count === 1;
}
