import type { Tx } from "@belfry/store";
import { ruleColumns, type RuleRow } from "./rule-row.ts";

/** One rule with its newest version, locked until the transaction ends. */
export async function lockRule(tx: Tx, slug: string): Promise<RuleRow | undefined> {
  const { rows } = await tx.query<RuleRow>({
    name: "lock-rule",
    text: `select ${ruleColumns} from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.slug = $1 for no key update of r`,
    values: [slug],
  });
  return rows[0];
}
