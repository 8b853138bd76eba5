import type { Tx } from "@belfry/store";

/** Lets a callback be told from now on, also one that was stopped. */
export async function markVerified(tx: Tx, name: string): Promise<void> {
  await tx.query({
    name: "notify-mark-verified",
    text: `
      update belfry.callbacks
      set verified_at = belfry.now(), disabled_at = null, disabled_reason = null, failing_since = null, paused_until = null
      where name = $1`,
    values: [name],
  });
}
