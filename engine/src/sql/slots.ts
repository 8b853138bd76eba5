import type { SlotFate, TriggerConfig } from "@belfry/model";
import type { Queryable, Tx } from "@belfry/store";

/** A planned slot that has come due. */
export interface DueSlot {
  readonly triggerId: number;
  readonly dueAt: Date;
  readonly decideAt: Date;
  readonly ruleId: number;
  readonly ruleVersion: number;
  readonly key: string;
  readonly kind: string;
  readonly config: TriggerConfig;
}

/** Looks at the slots that are due, without taking them: their conditions are evaluated outside of any transaction. */
export async function selectDueSlots(db: Queryable, limit: number): Promise<{ now: Date; slots: DueSlot[] }> {
  const { rows } = await db.query<DueSlot & { now: Date }>({
    name: "select-due-slots",
    text: `
      select s.trigger_id as "triggerId", s.due_at as "dueAt", s.decide_at as "decideAt", s.rule_id as "ruleId",
        s.rule_version as "ruleVersion", t.key, t.kind, t.config, (select belfry.now()) as now
      from belfry.slots_due s join belfry.triggers t on t.id = s.trigger_id
      where s.decide_at <= (select belfry.now())
      order by s.decide_at
      limit $1`,
    values: [limit],
  });
  return { now: rows[0]?.now ?? new Date(Number.NaN), slots: rows };
}

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

/** A run of `n` slots of one trigger that share a fate. */
export interface NewSlotFate {
  readonly triggerId: number;
  readonly from: Date;
  readonly to: Date;
  readonly n: number;
  readonly fate: SlotFate;
  readonly executionId?: number;
  /** The values that decided it. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export async function insertSlotFates(tx: Tx, fates: readonly NewSlotFate[]): Promise<void> {
  if (fates.length === 0) return;
  await tx.query({
    name: "insert-slot-fates",
    text: `
      insert into belfry.slot_fates (decided_on, trigger_id, from_at, to_at, n, fate, execution_id, detail, decided_at)
      select ((select belfry.now()) at time zone 'UTC')::date, "triggerId", "from", "to", n, fate, "executionId", detail,
        (select belfry.now())
      from json_to_recordset($1::json) as f ("triggerId" int, "from" timestamptz, "to" timestamptz, n int, fate text,
        "executionId" bigint, detail jsonb)`,
    values: [JSON.stringify(fates)],
  });
}

export interface NewSlot {
  readonly triggerId: number;
  readonly dueAt: Date;
  readonly decideAt: Date;
  readonly ruleId: number;
  readonly ruleVersion: number;
}

export async function insertSlots(tx: Tx, slots: readonly NewSlot[]): Promise<void> {
  if (slots.length === 0) return;
  await tx.query({
    name: "insert-slots",
    text: `
      insert into belfry.slots_due (trigger_id, due_at, decide_at, rule_id, rule_version)
      select "triggerId", "dueAt", "decideAt", "ruleId", "ruleVersion"
      from json_to_recordset($1::json) as s ("triggerId" int, "dueAt" timestamptz, "decideAt" timestamptz, "ruleId" int,
        "ruleVersion" int)`,
    values: [JSON.stringify(slots)],
  });
}
