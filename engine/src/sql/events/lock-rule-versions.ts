import type { Tx } from "@belfry/store";

export interface RuleVersionRow {
  readonly id: number;
  readonly version: number;
  readonly enabled: boolean;
}

/** The present versions of rules, which nobody changes until the transaction is over. */
export async function lockRuleVersions(tx: Tx, ruleIds: readonly number[]): Promise<RuleVersionRow[]> {
  if (ruleIds.length === 0) return [];
  const { rows } = await tx.query<RuleVersionRow>({
    name: "lock-rule-versions",
    text: `select id, version, status = 'enabled' as enabled from belfry.rules where id = any ($1) order by id for share`,
    values: [ruleIds],
  });
  return rows;
}
