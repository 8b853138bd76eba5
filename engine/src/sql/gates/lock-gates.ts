import type { Tx } from "@belfry/store";
import type { Gate } from "./gate.ts";

/** Locks the gates for this transaction, in the order of their ids. */
export async function lockGates(tx: Tx, gates: readonly Gate[]): Promise<void> {
  if (gates.length === 0) return;
  await tx.query({
    name: "lock-gates",
    text: "select id from belfry.rules where id = any($1::int[]) order by id for no key update",
    values: [gates.map((gate) => gate.ruleId)],
  });
}
