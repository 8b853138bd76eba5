import type { Tx } from "@belfry/store";

/** Lets the planned slots of a trigger run the newest version of its rule. */
export async function moveSlotsToVersion(tx: Tx, triggerId: number, version: number): Promise<void> {
  await tx.query({
    name: "move-slots-to-version",
    text: "update belfry.slots_due set rule_version = $2 where trigger_id = $1",
    values: [triggerId, version],
  });
}
