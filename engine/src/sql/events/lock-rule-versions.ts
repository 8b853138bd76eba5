import type { Tx } from "@belfry/store";
import { RULE_TURN_CLASS } from "../rules/take-rule-turn.ts";

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
    // In the order of ids, and before the rows: see take-rule-turn.ts.
    text: `
      with turns as materialized (
        select pg_advisory_xact_lock_shared(${RULE_TURN_CLASS}, r.id) from (select id from unnest($1::int[]) as id order by id) r
      )
      select id, version, status = 'enabled' as enabled from belfry.rules
      where id = any($1::int[]) and (select count(*) from turns) > 0
      order by id
      for share`,
    values: [ruleIds],
  });
  return rows;
}
