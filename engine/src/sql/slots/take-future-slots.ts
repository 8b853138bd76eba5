import type { Tx } from "@belfry/store";

/** Takes the planned slots of a trigger that are due after a time. */
export async function takeFutureSlots(tx: Tx, triggerId: number, after: Date): Promise<{ dueAt: Date }[]> {
  const { rows } = await tx.query<{ dueAt: Date }>({
    name: "take-future-slots",
    text: `delete from belfry.slots_due where trigger_id = $1 and due_at > $2 returning due_at as "dueAt"`,
    values: [triggerId, after],
  });
  return rows;
}
