import type { DeliveryState } from "@belfry/model";
import type { Tx } from "@belfry/store";

/**
 * Puts recipients of a message that are in one of these states back to queued, whatever time it expires. Whoever has
 * meanwhile been sent another message with the same business key is left out. Returns how many that were.
 */
export async function retryDeliveries(
  tx: Tx,
  options: {
    readonly messageId: number;
    readonly states: readonly DeliveryState[];
    readonly recipients: readonly string[] | undefined;
  },
): Promise<number> {
  const { count } = await tx.query({
    name: "notify-retry-deliveries",
    text: `
      update belfry.deliveries d
      set state = 'queued', run_at = belfry.now(), deferrals = 0, reason = null, expires_at = null, only_account = null,
          digest_id = null,
          updated_at = belfry.now()
      from belfry.messages m
      where m.id = $1 and d.message_id = m.id and d.state = any($2) and ($3::text[] is null or lower(d.recipient) = any($3))
        and (m.business_key is null or not exists (
          select from belfry.business_claims b
          where b.claim = sha256(convert_to(json_build_array(m.business_key, m.channel, lower(d.recipient))::text, 'UTF8'))
            and b.delivery_id <> d.id and b.until > belfry.now()))`,
    values: [
      options.messageId,
      options.states,
      options.recipients?.map((recipient) => recipient.toLowerCase()) ?? null,
    ],
  });
  return count;
}
