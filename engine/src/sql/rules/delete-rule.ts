import type { Tx } from "@belfry/store";

/** Removes a rule with its versions, of which nothing that is kept may speak. */
export async function deleteRule(tx: Tx, ruleId: number): Promise<void> {
  await tx.query({
    name: "delete-rule",
    text: `with versions as (delete from belfry.rule_versions where rule_id = $1),
        watches as (delete from belfry.outcome_watches where rule_id = $1)
      delete from belfry.rules where id = $1`,
    values: [ruleId],
  });
}
