import type { Tx } from "@belfry/store";

/** Waits for all who are accepting events, and lets nobody else do so until the transaction is over. */
export async function lockAwaitedEvents(tx: Tx): Promise<void> {
  await tx.query({ name: "lock-awaited-events", text: "lock table belfry.awaited_events in exclusive mode" });
}
