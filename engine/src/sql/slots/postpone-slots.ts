import type { Tx } from "@belfry/store";

export interface PostponedSlot {
  readonly triggerId: number;
  readonly dueAt: Date;
  readonly ruleVersion: number;
  /** When it was to be decided as it was looked at. */
  readonly seenAt: Date;
  readonly decideAt: Date;
}

/** Has slots decided later, unless somebody has asked meanwhile for another look at them. */
export async function postponeSlots(tx: Tx, slots: readonly PostponedSlot[]): Promise<void> {
  if (slots.length === 0) return;
  await tx.query({
    name: "postpone-slots",
    text: `
      update belfry.slots_due s set decide_at = l."decideAt", moved = true
      from (
        select s.trigger_id, s.due_at, w."decideAt"
        from belfry.slots_due s
        join json_to_recordset($1::json) as w ("triggerId" int, "dueAt" timestamptz, "ruleVersion" int, "seenAt" timestamptz,
          "decideAt" timestamptz)
          on s.trigger_id = w."triggerId" and s.due_at = w."dueAt" and s.rule_version = w."ruleVersion" and s.decide_at = w."seenAt"
        order by s.trigger_id, s.due_at for update of s skip locked) l
      where s.trigger_id = l.trigger_id and s.due_at = l.due_at`,
    values: [JSON.stringify(slots)],
  });
}
