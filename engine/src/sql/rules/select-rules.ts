import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import { ruleColumns, type RuleRow } from "./rule-row.ts";

/** All rules in scope by name, without the archived ones unless asked. */
export async function selectRules(
  db: Queryable,
  options: { readonly archived: boolean; readonly scope: Scope | null },
): Promise<RuleRow[]> {
  const { rows } = await db.query<RuleRow>({
    name: "select-rules",
    text: `select ${ruleColumns} from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where (r.status <> 'archived' or $1) and ($2::jsonb is null or belfry.labels_in_scope(r.labels, $2)) order by r.slug`,
    values: [options.archived, options.scope],
  });
  return rows;
}
