import type { Tx } from "@belfry/store";

/**
 * Puts what failed and what is unknown back to queued, because a person asked for it; once per `redrive` number. Returns
 * whether something is to be sent again.
 */
export async function redriveMessage(tx: Tx, options: { idempotencyKey: string; redrive: number }): Promise<boolean> {
  const { count } = await tx.query({
    name: "notify-redrive-message",
    text: `
      with asked as (
        update belfry.messages set redrive = $2
        where idempotency_key = $1 and redrive < $2
        returning id)
      update belfry.deliveries d
      set state = 'queued', run_at = belfry.now(), deferrals = 0, reason = null, only_account = null, digest_id = null,
          updated_at = belfry.now()
      from asked
      where d.message_id = asked.id and d.state in ('failed', 'unknown')`,
    values: [options.idempotencyKey, options.redrive],
  });
  return count > 0;
}
