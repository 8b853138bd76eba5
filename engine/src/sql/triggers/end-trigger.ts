import type { Tx } from "@belfry/store";

/** Ends a trigger: it has no fire time after this one. */
export async function endTrigger(tx: Tx, triggerId: number, until: Date): Promise<void> {
  await tx.query({
    name: "end-trigger",
    text: "update belfry.triggers set active_until = $2, idle_from = null where id = $1",
    values: [triggerId, until],
  });
}
