import type { NotificationLedger } from "./ledger.ts";

export const HOUR = 3_600_000;

/** A message that is due in an hour. */
export async function later(ledger: NotificationLedger, over: Parameters<NotificationLedger["send"]>[0] = {}) {
  const now = await ledger.database.clock.now();
  return ledger.send({ scheduledAt: new Date(now.getTime() + HOUR).toISOString(), ...over });
}
