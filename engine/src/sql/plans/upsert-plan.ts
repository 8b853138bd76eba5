import type { Tx } from "@belfry/store";

/** Begins to plan a trigger from a time on, or goes on planning it for a new version of its rule. */
export async function upsertPlan(
  tx: Tx,
  plan: {
    readonly triggerId: number;
    readonly ruleId: number;
    readonly ruleVersion: number;
    readonly from: Date;
    /** How long before its own time a slot may have to be decided. */
    readonly lookaheadMs: number;
  },
): Promise<void> {
  await tx.query({
    name: "upsert-plan",
    text: `insert into belfry.trigger_plans (trigger_id, rule_id, rule_version, planned_until, lookahead_ms, extend_at)
      values ($1, $2, $3, $4::timestamptz, $5::bigint, $4::timestamptz - $5::bigint * interval '1 millisecond')
      on conflict (trigger_id) do update set rule_version = excluded.rule_version`,
    values: [plan.triggerId, plan.ruleId, plan.ruleVersion, plan.from, plan.lookaheadMs],
  });
}
