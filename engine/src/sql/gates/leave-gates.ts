import type { Tx } from "@belfry/store";

/** Frees the places of executions that have ended, and returns the gates where they were. */
export async function leaveGates(tx: Tx, executions: readonly number[]): Promise<string[]> {
  const { rows } = await tx.query<{ gate: string }>({
    name: "leave-gates",
    text: `
      delete from belfry.gate_places p
      where execution_id = any($1::bigint[]) and not exists (select from belfry.execution_queue q where q.id = p.execution_id)
      returning gate`,
    values: [executions],
  });
  return rows.map(({ gate }) => gate);
}
