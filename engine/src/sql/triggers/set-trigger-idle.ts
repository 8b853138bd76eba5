import type { Tx } from "@belfry/store";

/** Marks a trigger as idle from a time on, or as active again. */
export async function setTriggerIdle(tx: Tx, triggerId: number, from: Date | null): Promise<void> {
  await tx.query({
    name: "set-trigger-idle",
    text: "update belfry.triggers set idle_from = $2 where id = $1",
    values: [triggerId, from],
  });
}
