import type { Tx } from "@belfry/store";

/** How many executions take a place at each gate now. */
export async function countAtGates(tx: Tx, ruleIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await tx.query<{ rule: number; n: number }>({
    name: "count-at-gates",
    text: "select gate as rule, count(*)::int as n from belfry.execution_queue where gate = any($1::int[]) group by gate",
    values: [ruleIds],
  });
  return new Map(rows.map((row) => [row.rule, row.n]));
}
