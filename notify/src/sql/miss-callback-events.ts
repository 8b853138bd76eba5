import type { Tx } from "@belfry/store";

/** Lets what waits of a callback that was stopped be missed: somebody replays it when the receiver is back. */
export async function missCallbackEvents(tx: Tx, callbackId: number): Promise<void> {
  await tx.query({
    name: "notify-miss-callback-events",
    text: `update belfry.callback_events set status = 'missed' where callback_id = $1 and status = 'waiting'`,
    values: [callbackId],
  });
}
