import type { TriggerConfig } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface TriggerRow {
  readonly id: number;
  readonly ruleId: number;
  readonly key: string;
  readonly kind: string;
  readonly config: TriggerConfig;
  /** How much later it fires than its schedule says, in milliseconds. */
  readonly spreadMs: number;
  readonly activeFrom: Date;
  readonly activeUntil: Date | null;
  /** Since when its rule is disabled; null while it is enabled. */
  readonly idleFrom: Date | null;
  /** How far it is planned; null while its rule is not enabled. */
  readonly plannedUntil: Date | null;
}

const columns = `t.id, t.rule_id as "ruleId", t.key, t.kind, t.config, t.spread_ms as "spreadMs", t.active_from as "activeFrom", t.active_until as "activeUntil",
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
