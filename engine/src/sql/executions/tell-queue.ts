import type { Tx } from "@belfry/store";

/** Tells the workers, when this transaction commits, that there is something in the queue. */
export async function tellQueue(tx: Tx): Promise<void> {
  await tx.query({ name: "tell-queue", text: "select pg_notify('belfry', 'queue')" });
}
