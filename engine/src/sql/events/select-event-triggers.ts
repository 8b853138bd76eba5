import type { TriggerConfig } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface EventTriggerRow {
  readonly triggerId: number;
  readonly ruleId: number;
  /** The name of the rule. */
  readonly rule: string;
  /** The labels of the rule. */
  readonly labels: Readonly<Record<string, string>>;
  readonly ruleVersion: number;
  readonly name: string;
  readonly kind: string;
  readonly config: TriggerConfig;
}

/** The triggers of these kinds of all enabled rules. */
export async function selectEventTriggers(db: Queryable, kinds: readonly string[]): Promise<EventTriggerRow[]> {
  const { rows } = await db.query<EventTriggerRow>({
    name: "select-event-triggers",
    text: `
      select t.id as "triggerId", t.rule_id as "ruleId", r.slug as rule, r.labels, r.version as "ruleVersion", t.key as name, t.kind, t.config
      from belfry.triggers t join belfry.rules r on r.id = t.rule_id
      where t.active_until is null and t.idle_from is null and r.status = 'enabled' and t.kind = any ($1)
      order by t.id`,
    values: [kinds],
  });
  return rows;
}
