import type { Tx } from "@belfry/store";
import { lockGates } from "../sql/gates/lock-gates.ts";
import { openGates } from "../sql/gates/open-gates.ts";
import { writeFinishes, type FinishRow } from "../sql/executions/write-finishes.ts";

/** Ends executions and lets the next ones through their gates. Returns the places of the rows that were refused. */
export async function endExecutions(tx: Tx, rows: readonly FinishRow[], node: number): Promise<Set<number>> {
  const gates = [
    ...new Map(rows.flatMap((row) => (row.gate === undefined ? [] : [[row.gate.ruleId, row.gate]]))).values(),
  ];
  await lockGates(tx, gates);
  const refused = await writeFinishes(tx, rows, node);
  await openGates(tx, gates);
  return refused;
}
