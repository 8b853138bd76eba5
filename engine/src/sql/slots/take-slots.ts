import type { Tx } from "@belfry/store";

export interface SlotKey {
  readonly triggerId: number;
  readonly dueAt: Date;
}

/** Takes slots out of the plan. Only the transaction that gets a slot back may give it a fate: so it fires exactly once. */
export async function takeSlots(tx: Tx, slots: readonly SlotKey[]): Promise<SlotKey[]> {
  const { rows } = await tx.query<SlotKey>({
    name: "take-slots",
    text: `
      delete from belfry.slots_due
      where (trigger_id, due_at) in (
        select s.trigger_id, s.due_at
        from belfry.slots_due s
        join json_to_recordset($1::json) as w ("triggerId" int, "dueAt" timestamptz)
          on s.trigger_id = w."triggerId" and s.due_at = w."dueAt"
        for update of s skip locked)
      returning trigger_id as "triggerId", due_at as "dueAt"`,
    values: [JSON.stringify(slots.map(({ triggerId, dueAt }) => ({ triggerId, dueAt })))],
  });
  return rows;
}
