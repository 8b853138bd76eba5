import type { Tx } from "@belfry/store";

/** The triggers of a rule are told of no other rule any more. */
export async function deleteOutcomeWatches(tx: Tx, ruleId: number): Promise<void> {
  await tx.query({
    name: "delete-outcome-watches",
    text: `
      with mine as materialized (select id from belfry.triggers where rule_id = $1),
      demands as (delete from belfry.outcome_demands where trigger_id in (select id from mine))
      delete from belfry.outcome_watches where trigger_id in (select id from mine)`,
    values: [ruleId],
  });
}
