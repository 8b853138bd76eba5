import type { TriggerConfig } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** A schedule trigger and how far its slots are planned. */
export interface TriggerPlan {
  readonly triggerId: number;
  readonly ruleId: number;
  readonly ruleVersion: number;
  readonly lookaheadMs: number;
  readonly activeFrom: Date;
  readonly plannedUntil: Date;
  /** When the last slot that is being made up for will be decided; null when there is none. */
  readonly catchingUpUntil: Date | null;
  readonly kind: string;
  readonly config: TriggerConfig;
  readonly spreadMs: number;
  readonly now: Date;
}

export interface PlanQuery {
  readonly horizonMs: number;
  readonly limit: number;
  /** The kinds of triggers that the caller can plan; others wait for a node that has their plugin. */
  readonly kinds: readonly string[];
  /** Triggers that the caller failed to plan. */
  readonly except: readonly number[];
}

/** Takes plans that end before the horizon; other nodes skip them until this transaction ends. */
export async function takePlans(tx: Tx, query: PlanQuery): Promise<TriggerPlan[]> {
  const { rows } = await tx.query<TriggerPlan>({
    name: "take-plans",
    text: `
      select p.trigger_id as "triggerId", p.rule_id as "ruleId", p.rule_version as "ruleVersion", p.planned_until as "plannedUntil",
        (select max(s.decide_at) from belfry.slots_due s where s.trigger_id = p.trigger_id and s.decide_at > s.due_at and not s.moved)
          as "catchingUpUntil",
        p.lookahead_ms::float8 as "lookaheadMs", t.active_from as "activeFrom", t.kind, t.config, t.spread_ms as "spreadMs",
        (select belfry.now()) as now
      from belfry.trigger_plans p join belfry.triggers t on t.id = p.trigger_id
      where p.extend_at < (select belfry.now()) + $1 * interval '1 millisecond'
        and t.kind = any($3::text[]) and p.trigger_id <> all($4::int[])
      order by p.extend_at
      limit $2
      for update of p skip locked`,
    values: [query.horizonMs, query.limit, query.kinds, query.except],
  });
  return rows;
}
