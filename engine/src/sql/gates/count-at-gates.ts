import type { Tx } from "@belfry/store";

/** How many executions take a place at each gate now. */
export async function countAtGates(tx: Tx, ruleIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await tx.query<{ rule: number; n: number }>({
    name: "count-at-gates",
    // By the rule, which is the gate's and has an index for all states; the one of the gate holds only who waits.
    text: `
      select rule_id as rule, count(*)::int as n
      from belfry.execution_queue
      where rule_id = any($1::int[]) and gate is not null
      group by rule_id`,
    values: [ruleIds],
  });
  return new Map(rows.map((row) => [row.rule, row.n]));
}
