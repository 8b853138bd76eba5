import type { Tx } from "@belfry/store";

/** Whether nothing that is kept names a rule: it was never enabled, and never started by hand or by another rule. */
export async function isRuleUnused(tx: Tx, ruleId: number): Promise<boolean> {
  const { rows } = await tx.query<{ unused: boolean }>({
    name: "is-rule-unused",
    text: `select not exists (select from belfry.triggers where rule_id = $1)
      and not exists (select from belfry.trigger_keys where rule_id = $1)
      and not exists (select from belfry.executions where rule_id = $1) as unused`,
    values: [ruleId],
  });
  return rows[0]?.unused ?? false;
}
