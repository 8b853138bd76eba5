import type { Tx } from "@belfry/store";
import type { HoldEnd } from "../release/message-release.ts";

/** Cancels the deliveries of a held message. */
export async function cancelHeld(tx: Tx, messageId: number, end: HoldEnd): Promise<void> {
  await tx.query({
    name: "notify-cancel-held",
    text: `
      with refused as (
        update belfry.messages set hold = $2 where id = $1 and hold = 'waiting' returning id)
      update belfry.deliveries d
      set state = 'cancelled', reason = $3, updated_at = belfry.now()
      from refused
      where d.message_id = refused.id and d.state = 'queued' and d.run_at = 'infinity'`,
    values: [messageId, end.hold, end.reason],
  });
}
