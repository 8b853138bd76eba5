import type { Tx } from "@belfry/store";
import { lockOutcomeDemands } from "../sql/outcomes/lock-outcome-demands.ts";
import { lockRuleRow } from "../sql/rules/lock-rule-row.ts";
import type { RuleRow } from "../sql/rules/rule-row.ts";
import { takeRuleTurn } from "../sql/rules/take-rule-turn.ts";
import { selectRule } from "../sql/rules/select-rule.ts";

/**
 * One rule with its newest version, locked until the transaction ends. Two statements: one that waited for the lock would
 * still see the versions of before, and find none that fits the row it has locked.
 *
 * Rules are changed one after the other: what one is told of another has to fit both, and two that lock each other's rows
 * in a bundle would lock each other out.
 */
export async function lockRule(tx: Tx, slug: string): Promise<RuleRow | undefined> {
  await lockOutcomeDemands(tx);
  await takeRuleTurn(tx, { slugs: [slug] });
  return (await lockRuleRow(tx, slug)) ? selectRule(tx, slug) : undefined;
}
