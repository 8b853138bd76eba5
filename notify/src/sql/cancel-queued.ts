import type { Tx } from "@belfry/store";

/**
 * Cancels what has not been sent of a message, for all of its recipients or some. What a digest lists that is on its way
 * cannot be taken out of it any more. Returns how many that were.
 */
export async function cancelQueued(
  tx: Tx,
  options: { readonly messageId: number; readonly recipients: readonly string[] | undefined; readonly reason: string },
): Promise<number> {
  const { count } = await tx.query({
    name: "notify-cancel-queued",
    text: `
      update belfry.deliveries d
      set state = 'cancelled', reason = $3, updated_at = belfry.now()
      where message_id = $1 and state = 'queued' and ($2::text[] is null or lower(recipient) = any($2))
        and not exists (
          select from belfry.deliveries g where g.message_id = d.digest_id and (g.state <> 'queued' or g.attempts > 0))`,
    values: [
      options.messageId,
      options.recipients?.map((recipient) => recipient.toLowerCase()) ?? null,
      options.reason,
    ],
  });
  return count;
}
