import type { Tx } from "@belfry/store";

/** These have been told. */
export async function deleteRuleOutcomes(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query({
    name: "delete-rule-outcomes",
    text: "delete from belfry.rule_outcomes where id = any ($1)",
    values: [ids],
  });
}
