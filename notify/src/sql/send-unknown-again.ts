import type { Tx } from "@belfry/store";

/**
 * Queues an unknown delivery again for the account that may have sent it, and for no other. Of an envelope that carries
 * all recipients of a message all go or none: its provider knows a second one only when it is the same. Returns how many.
 */
export async function sendUnknownAgain(
  tx: Tx,
  delivery: {
    readonly id: number;
    readonly messageId: number;
    readonly epoch: number;
    readonly account: string;
    readonly delayMs: number;
    readonly wholeEnvelope: boolean;
  },
): Promise<number> {
  const { count } = await tx.query({
    name: "notify-send-unknown-again",
    text: `
      with held as materialized (
        select d.id, d.state, d.epoch from belfry.deliveries d
        where d.message_id = $2 and (d.id = $1 or $6)
        order by d.id
        for update)
      update belfry.deliveries d
      set state = 'queued', run_at = belfry.now() + $5 * interval '1 millisecond', only_account = $4, updated_at = belfry.now()
      where d.id in (select id from held) and d.message_id = $2
        and exists (select from held where id = $1 and epoch = $3)
        and not exists (select from held where state <> 'unknown')`,
    values: [
      delivery.id,
      delivery.messageId,
      delivery.epoch,
      delivery.account,
      delivery.delayMs,
      delivery.wholeEnvelope,
    ],
  });
  return count;
}
