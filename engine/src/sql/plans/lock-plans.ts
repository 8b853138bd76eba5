import type { Tx } from "@belfry/store";

/**
 * Locks the plans of a rule for this transaction. A planner that is at work on one of them is waited for, so that the
 * statements after this one see all slots it has planned.
 */
export async function lockPlans(tx: Tx, ruleId: number): Promise<void> {
  await tx.query({
    name: "lock-plans",
    text: "select trigger_id from belfry.trigger_plans where rule_id = $1 order by trigger_id for update",
    values: [ruleId],
  });
}
