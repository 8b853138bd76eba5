import type { Tx } from "@belfry/store";
import { lockRuleRow } from "../sql/rules/lock-rule-row.ts";
import type { RuleRow } from "../sql/rules/rule-row.ts";
import { selectRule } from "../sql/rules/select-rule.ts";

/**
 * One rule with its newest version, locked until the transaction ends. Two statements: one that waited for the lock would
 * still see the versions of before, and find none that fits the row it has locked.
 */
export async function lockRule(tx: Tx, slug: string): Promise<RuleRow | undefined> {
  return (await lockRuleRow(tx, slug)) ? selectRule(tx, slug) : undefined;
}
