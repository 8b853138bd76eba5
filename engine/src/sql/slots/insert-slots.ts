import type { Tx } from "@belfry/store";

export interface NewSlot {
  readonly triggerId: number;
  readonly dueAt: Date;
  readonly decideAt: Date;
  readonly ruleId: number;
  readonly ruleVersion: number;
  /** Whether a calendar moves it. @default false */
  readonly moved?: boolean;
}

export async function insertSlots(tx: Tx, slots: readonly NewSlot[]): Promise<void> {
  if (slots.length === 0) return;
  await tx.query({
    name: "insert-slots",
    text: `
      insert into belfry.slots_due (trigger_id, due_at, decide_at, rule_id, rule_version, moved)
      select "triggerId", "dueAt", "decideAt", "ruleId", "ruleVersion", coalesce(moved, false)
      from json_to_recordset($1::json) as s ("triggerId" int, "dueAt" timestamptz, "decideAt" timestamptz, "ruleId" int,
        "ruleVersion" int, moved bool)`,
    values: [JSON.stringify(slots)],
  });
}
