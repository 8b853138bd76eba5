import type { Tx } from "@belfry/store";
import { writeFinishes, type FinishRow } from "../sql/executions/write-finishes.ts";
import { leaveGates } from "../sql/gates/leave-gates.ts";
import { lockGates } from "../limits/lock-gates.ts";
import { openGates } from "../sql/gates/open-gates.ts";

/** Ends executions and lets the next ones through their gates. Returns the places of the rows that were refused. */
export async function endExecutions(tx: Tx, rows: readonly FinishRow[], node: number): Promise<Set<number>> {
  const gated = rows.filter((row) => row.gated);
  if (gated.length === 0) return writeFinishes(tx, rows, node);
  const locked = await lockGates(
    tx,
    gated.map((row) => row.ruleId),
    false,
  );
  const refused = await writeFinishes(tx, rows, node);
  const left = await leaveGates(
    tx,
    gated.map((row) => row.held.execution),
  );
  await openGates(tx, left, locked);
  return refused;
}
