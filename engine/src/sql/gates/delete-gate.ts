import type { Tx } from "@belfry/store";

/** Takes a gate away, with all places at it. Call it when nobody waits there any more. */
export async function deleteGate(tx: Tx, gate: string): Promise<void> {
  await tx.query({ name: "delete-gate", text: "delete from belfry.gate_places where gate = $1", values: [gate] });
}
