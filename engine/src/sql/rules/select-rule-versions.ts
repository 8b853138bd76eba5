import type { Rule } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface RuleVersionName {
  readonly ruleId: number;
  readonly version: number;
}

export interface RuleVersionRow extends RuleVersionName {
  readonly definition: Rule;
}

/** The definitions of versions that a node has not compiled yet; nothing for one that is gone. In no order. */
export async function selectRuleVersions(db: Queryable, names: readonly RuleVersionName[]): Promise<RuleVersionRow[]> {
  const { rows } = await db.query<RuleVersionRow>({
    name: "select-rule-versions",
    text: `
      select v.rule_id as "ruleId", v.version, v.definition
      from unnest($1::int[], $2::int[]) as wanted (rule_id, version)
      join belfry.rule_versions v on v.rule_id = wanted.rule_id and v.version = wanted.version`,
    values: [names.map(({ ruleId }) => ruleId), names.map(({ version }) => version)],
  });
  return rows;
}
