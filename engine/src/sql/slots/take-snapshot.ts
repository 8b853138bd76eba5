import type { Tx } from "@belfry/store";

/** Lets all statements of this transaction see one state of the database. It must be the first of them, and none may write. */
export async function takeSnapshot(tx: Tx): Promise<void> {
  await tx.query({ name: "take-snapshot", text: "set transaction isolation level repeatable read read only" });
}
