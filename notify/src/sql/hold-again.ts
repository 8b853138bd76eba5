import type { Tx } from "@belfry/store";

/**
 * Holds a message again that was not released, because a person asked for a retry of its execution; once per `redrive`
 * number. Returns its id when it waits now.
 */
export async function holdAgain(
  tx: Tx,
  options: { readonly idempotencyKey: string; readonly redrive: number; readonly reason: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>({
    name: "notify-hold-again",
    text: `
      with asked as (
        update belfry.messages set redrive = $2, hold = 'waiting'
        where idempotency_key = $1 and redrive < $2 and hold in ('rejected', 'expired', 'withdrawn')
        returning id),
      held as (
        update belfry.deliveries d
        set state = 'queued', run_at = 'infinity', deferrals = 0, reason = $3, updated_at = belfry.now()
        from asked
        where d.message_id = asked.id and d.state = 'cancelled')
      select id from asked`,
    values: [options.idempotencyKey, options.redrive, options.reason],
  });
  return rows[0]?.id;
}
