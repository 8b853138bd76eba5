import type { Tx } from "@belfry/store";

/** Until the end of the transaction nobody else changes a calendar; reading goes on. They are changed by hand, seldom. */
export async function lockCalendars(tx: Tx): Promise<void> {
  await tx.query({ name: "lock-calendars", text: "lock table belfry.calendars in share row exclusive mode" });
}
