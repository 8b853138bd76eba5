import type { Tx } from "@belfry/store";

/** Lets one change of the settings happen at a time, so that what the audit trail says was there before really was. */
export async function lockSettings(tx: Tx): Promise<void> {
  await tx.query({
    name: "access-lock-settings",
    text: `lock table belfry.settings in share row exclusive mode`,
  });
}
