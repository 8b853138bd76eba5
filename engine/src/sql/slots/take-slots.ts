import type { Tx } from "@belfry/store";

export interface SlotKey {
  readonly triggerId: number;
  readonly dueAt: Date;
}

/**
 * Takes slots out of the plan. Only the transaction that gets a slot back may give it a fate: so it fires exactly once. A
 * slot that was moved to another version of its rule meanwhile is not given: it was thought about with the old one.
 */
export async function takeSlots(
  tx: Tx,
  slots: readonly (SlotKey & { readonly ruleVersion: number })[],
): Promise<SlotKey[]> {
  const { rows } = await tx.query<SlotKey>({
    name: "take-slots",
    text: `
      delete from belfry.slots_due
      where (trigger_id, due_at) in (
        select s.trigger_id, s.due_at
        from belfry.slots_due s
        join json_to_recordset($1::json) as w ("triggerId" int, "dueAt" timestamptz, "ruleVersion" int)
          on s.trigger_id = w."triggerId" and s.due_at = w."dueAt" and s.rule_version = w."ruleVersion"
        for update of s skip locked)
      returning trigger_id as "triggerId", due_at as "dueAt"`,
    values: [JSON.stringify(slots.map(({ triggerId, dueAt, ruleVersion }) => ({ triggerId, dueAt, ruleVersion })))],
  });
  return rows;
}
