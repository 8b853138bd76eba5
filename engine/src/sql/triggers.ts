import type { TriggerConfig } from "@belfry/model";
import type { Queryable, Tx } from "@belfry/store";

export interface TriggerRow {
  readonly id: number;
  readonly ruleId: number;
  readonly key: string;
  readonly kind: string;
  readonly config: TriggerConfig;
  readonly activeFrom: Date;
  readonly activeUntil: Date | null;
  /** Since when its rule is disabled; null while it is enabled. */
  readonly idleFrom: Date | null;
  /** How far it is planned; null while its rule is not enabled. */
  readonly plannedUntil: Date | null;
}

const columns = `t.id, t.rule_id as "ruleId", t.key, t.kind, t.config, t.active_from as "activeFrom", t.active_until as "activeUntil",
        t.idle_from as "idleFrom", p.planned_until as "plannedUntil"`;

/** The triggers of a rule, the ended ones too when asked. */
export async function selectTriggers(
  db: Queryable,
  ruleId: number,
  options: { readonly ended: boolean } = { ended: false },
): Promise<TriggerRow[]> {
  const { rows } = await db.query<TriggerRow>({
    name: "select-triggers",
    text: `select ${columns} from belfry.triggers t left join belfry.trigger_plans p on p.trigger_id = t.id
      where t.rule_id = $1 and ($2 or t.active_until is null) order by t.id`,
    values: [ruleId, options.ended],
  });
  return rows;
}

export async function insertTrigger(
  tx: Tx,
  trigger: { readonly ruleId: number; readonly key: string; readonly kind: string; readonly config: TriggerConfig; readonly from: Date },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: "insert-trigger",
    text: `insert into belfry.triggers (rule_id, key, kind, config, active_from) values ($1, $2, $3, $4, $5) returning id`,
    values: [trigger.ruleId, trigger.key, trigger.kind, JSON.stringify(trigger.config), trigger.from],
  });
  const row = rows[0];
  if (row === undefined) throw new Error("An insert returned no row.");
  return row.id;
}

/** Marks a trigger as idle from a time on, or as active again. */
export async function setTriggerIdle(tx: Tx, triggerId: number, from: Date | null): Promise<void> {
  await tx.query({
    name: "set-trigger-idle",
    text: "update belfry.triggers set idle_from = $2 where id = $1",
    values: [triggerId, from],
  });
}

/** Ends a trigger: it has no fire time after this one. */
export async function endTrigger(tx: Tx, triggerId: number, until: Date): Promise<void> {
  await tx.query({
    name: "end-trigger",
    text: "update belfry.triggers set active_until = $2, idle_from = null where id = $1",
    values: [triggerId, until],
  });
}

/** Begins to plan a trigger from a time on, or goes on planning it for a new version of its rule. */
export async function upsertPlan(
  tx: Tx,
  plan: { readonly triggerId: number; readonly ruleId: number; readonly ruleVersion: number; readonly from: Date },
): Promise<void> {
  await tx.query({
    name: "upsert-plan",
    text: `insert into belfry.trigger_plans (trigger_id, rule_id, rule_version, planned_until) values ($1, $2, $3, $4)
      on conflict (trigger_id) do update set rule_version = excluded.rule_version`,
    values: [plan.triggerId, plan.ruleId, plan.ruleVersion, plan.from],
  });
}

/** Stops planning a trigger. */
export async function deletePlan(tx: Tx, triggerId: number): Promise<void> {
  await tx.query({
    name: "delete-plan",
    text: "delete from belfry.trigger_plans where trigger_id = $1",
    values: [triggerId],
  });
}

/** Takes the planned slots of a trigger that are due after a time. */
export async function takeFutureSlots(tx: Tx, triggerId: number, after: Date): Promise<{ dueAt: Date }[]> {
  const { rows } = await tx.query<{ dueAt: Date }>({
    name: "take-future-slots",
    text: `delete from belfry.slots_due where trigger_id = $1 and due_at > $2 returning due_at as "dueAt"`,
    values: [triggerId, after],
  });
  return rows;
}

/** Lets the planned slots of a trigger run the newest version of its rule. */
export async function moveSlotsToVersion(tx: Tx, triggerId: number, version: number): Promise<void> {
  await tx.query({
    name: "move-slots-to-version",
    text: "update belfry.slots_due set rule_version = $2 where trigger_id = $1",
    values: [triggerId, version],
  });
}

/** The database's time in this transaction. */
export async function selectNow(db: Queryable): Promise<Date> {
  const { rows } = await db.query<{ now: Date }>({ name: "select-now", text: "select belfry.now() as now" });
  return rows[0]?.now ?? new Date(Number.NaN);
}
