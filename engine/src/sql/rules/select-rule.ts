import type { Queryable } from "@belfry/store";
import { ruleColumns, type RuleRow } from "./rule-row.ts";

/** One rule with its newest version. */
export async function selectRule(db: Queryable, slug: string): Promise<RuleRow | undefined> {
  const { rows } = await db.query<RuleRow>({
    name: "select-rule",
    text: `select ${ruleColumns} from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.slug = $1`,
    values: [slug],
  });
  return rows[0];
}
