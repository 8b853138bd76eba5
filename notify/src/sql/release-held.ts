import type { Tx } from "@belfry/store";

/** Makes the deliveries of a held message due at once. */
export async function releaseHeld(tx: Tx, messageId: number): Promise<void> {
  await tx.query({
    name: "notify-release-held",
    text: `
      with released as (
        update belfry.messages set hold = 'released' where id = $1 and hold = 'waiting' returning id)
      update belfry.deliveries d
      set run_at = belfry.now(), reason = null, updated_at = belfry.now()
      from released
      where d.message_id = released.id and d.state = 'queued' and d.run_at = 'infinity'`,
    values: [messageId],
  });
}
