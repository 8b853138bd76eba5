import type { Rule } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface UnwatchedRule {
  readonly id: number;
  readonly slug: string;
  readonly version: number;
  readonly definition: Rule;
}

/** Enabled rules of which it is not known yet what is to be watched, in their newest version. */
export async function selectUnwatchedRules(tx: Tx, limit: number): Promise<UnwatchedRule[]> {
  const { rows } = await tx.query<UnwatchedRule>({
    name: "select-unwatched-rules",
    text: `
      select r.id, r.slug, r.version, v.definition
      from belfry.rules r
      left join belfry.alert_watches w on w.rule_id = r.id
      join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.status = 'enabled' and w.rule_version is distinct from r.version
      limit $1`,
    values: [limit],
  });
  return rows;
}
