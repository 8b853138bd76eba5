import type { Queryable } from "@belfry/store";
import { ruleColumns, type RuleRow } from "./rule-row.ts";

/** The definitions of versions that a node has not compiled yet. */
export async function selectRuleVersion(db: Queryable, ruleId: number, version: number): Promise<RuleRow | undefined> {
  const { rows } = await db.query<RuleRow>({
    name: "select-rule-version",
    text: `select ${ruleColumns} from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id
      where r.id = $1 and v.version = $2`,
    values: [ruleId, version],
  });
  return rows[0];
}
