import type { Tx } from "@belfry/store";

/** Stops planning a trigger. */
export async function deletePlan(tx: Tx, triggerId: number): Promise<void> {
  await tx.query({
    name: "delete-plan",
    text: "delete from belfry.trigger_plans where trigger_id = $1",
    values: [triggerId],
  });
}
