import type { Tx } from "@belfry/store";

/** Lets one change of the settings happen at a time, so that what the audit trail says was there before really was. */
export async function lockSettings(tx: Tx): Promise<void> {
  await tx.query({
    name: "access-lock-settings",
    // "BELF", 9: an advisory lock, because at first there is no row that could be locked.
    text: `select pg_advisory_xact_lock(1111837766, 9)`,
  });
}
