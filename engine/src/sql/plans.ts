import type { TriggerConfig } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** A schedule trigger and how far its slots are planned. */
export interface TriggerPlan {
  readonly triggerId: number;
  readonly ruleId: number;
  readonly ruleVersion: number;
  readonly plannedUntil: Date;
  readonly kind: string;
  readonly config: TriggerConfig;
  readonly now: Date;
}

/** Takes plans that end before the horizon; other nodes skip them until this transaction ends. */
export async function takePlans(tx: Tx, options: { readonly horizonMs: number; readonly limit: number }): Promise<TriggerPlan[]> {
  const { rows } = await tx.query<TriggerPlan>({
    name: "take-plans",
    text: `
      select p.trigger_id as "triggerId", p.rule_id as "ruleId", p.rule_version as "ruleVersion", p.planned_until as "plannedUntil",
        t.kind, t.config, (select belfry.now()) as now
      from belfry.trigger_plans p join belfry.triggers t on t.id = p.trigger_id
      where p.planned_until < (select belfry.now()) + $1 * interval '1 millisecond'
      order by p.planned_until
      limit $2
      for update of p skip locked`,
    values: [options.horizonMs, options.limit],
  });
  return rows;
}

/** `until` null ends the plan: the trigger has no further fire time. */
export async function movePlans(
  tx: Tx,
  plans: readonly { readonly triggerId: number; readonly until: Date | null }[],
): Promise<void> {
  await tx.query({
    name: "move-plans",
    text: `
      update belfry.trigger_plans p set planned_until = coalesce(m.until, 'infinity')
      from json_to_recordset($1::json) as m ("triggerId" int, until timestamptz)
      where p.trigger_id = m."triggerId"`,
    values: [JSON.stringify(plans)],
  });
}
