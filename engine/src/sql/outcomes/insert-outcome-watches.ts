import type { Tx } from "@belfry/store";

/** Has triggers told of the rules that they want now. By labels no rule watches itself. */
export async function insertOutcomeWatches(tx: Tx, triggerIds: readonly number[]): Promise<void> {
  await tx.query({
    name: "insert-outcome-watches",
    text: `
      insert into belfry.outcome_watches (rule_id, trigger_id, states)
      select r.id, d.trigger_id, d.states
      from belfry.outcome_demands d
      join belfry.triggers t on t.id = d.trigger_id
      join belfry.rules r on r.slug = any (d.rules) or (r.labels @> d.labels and r.id <> t.rule_id)
      where d.trigger_id = any ($1)`,
    values: [triggerIds],
  });
}
