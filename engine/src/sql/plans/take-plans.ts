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
export async function takePlans(
  tx: Tx,
  options: { readonly horizonMs: number; readonly limit: number },
): Promise<TriggerPlan[]> {
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
