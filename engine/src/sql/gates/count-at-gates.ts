import type { Tx } from "@belfry/store";

/** How many executions hold a place at each gate now or wait there. */
export async function countAtGates(tx: Tx, gates: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ gate: string; n: number }>({
    name: "count-at-gates",
    text: "select gate, count(*)::int as n from belfry.gate_places where gate = any($1::text[]) group by gate",
    values: [gates],
  });
  return new Map(rows.map((row) => [row.gate, row.n]));
}
