import type { Tx } from "@belfry/store";
import type { RuleStatus } from "./rule-row.ts";

export async function updateRuleStatus(tx: Tx, ruleId: number, status: RuleStatus): Promise<void> {
  await tx.query({
    name: "update-rule-status",
    text: `update belfry.rules set status = $2, updated_at = belfry.now(), change = nextval('belfry.rule_changes') where id = $1`,
    values: [ruleId, status],
  });
}
