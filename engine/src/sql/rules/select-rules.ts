import type { Queryable } from "@belfry/store";
import { ruleColumns, type RuleRow } from "./rule-row.ts";

/** All rules by name, without the archived ones unless asked. */
export async function selectRules(db: Queryable, options: { readonly archived: boolean }): Promise<RuleRow[]> {
  const { rows } = await db.query<RuleRow>({
    name: "select-rules",
    text: `select ${ruleColumns} from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.status <> 'archived' or $1 order by r.slug`,
    values: [options.archived],
  });
  return rows;
}
