import type { Tx } from "@belfry/store";

export interface NewSlot {
  readonly triggerId: number;
  readonly dueAt: Date;
  readonly decideAt: Date;
  readonly ruleId: number;
  readonly ruleVersion: number;
  /** Whether a calendar moves it. @default false */
  readonly moved?: boolean;
  /** Whether it is the end of a business day within which other rules have to run. @default false */
  readonly awaits?: boolean;
}

export async function insertSlots(tx: Tx, slots: readonly NewSlot[]): Promise<void> {
  if (slots.length === 0) return;
  await tx.query({
    name: "insert-slots",
    text: `
      insert into belfry.slots_due (trigger_id, due_at, decide_at, rule_id, rule_version, moved, awaits)
      select "triggerId", "dueAt", "decideAt", "ruleId", "ruleVersion", coalesce(moved, false), coalesce(awaits, false)
      from json_to_recordset($1::json) as s ("triggerId" int, "dueAt" timestamptz, "decideAt" timestamptz, "ruleId" int,
        "ruleVersion" int, moved bool, awaits bool)`,
    values: [JSON.stringify(slots)],
  });
}
