import type { Tx } from "@belfry/store";

/**
 * Nobody else changes a limit, and nobody who starts executions of labelled rules begins or is under way, until the
 * transaction is over. Readers are not held up.
 */
export async function lockLimits(tx: Tx): Promise<void> {
  await tx.query({ name: "lock-limits", text: "lock table belfry.limits in exclusive mode" });
}
