import type { Tx } from "@belfry/store";

export interface CallRecord {
  readonly eventId: number;
  /** As it was claimed; another process that has taken the event meanwhile writes what becomes of it. */
  readonly tries: number;
  readonly status: "done" | "waiting" | "failed";
  /** With `waiting`. */
  readonly delayMs: number | undefined;
  readonly httpStatus: number | undefined;
  readonly problem: string | undefined;
}

/**
 * Writes what became of a call, and calls the next event of the delivery back when this one has ended. False when another
 * process has the event now. Repeating it changes nothing.
 */
export async function recordCall(tx: Tx, record: CallRecord): Promise<boolean> {
  const { rows } = await tx.query({
    name: "notify-record-call",
    text: `
      with told as (
        update belfry.callback_events
        set status = $3, http_status = $5, problem = $6,
            next_at = case when $3 = 'waiting' then belfry.now() + $4::float8 * interval '1 millisecond' else next_at end
        where id = $1 and tries = $2 and status = 'waiting'
        returning id, callback_id, delivery_id, status),
      called as (
        update belfry.callback_events
        set next_at = belfry.now()
        where id = (select min(e.id) from belfry.callback_events e join told on told.status <> 'waiting'
                      and e.delivery_id = told.delivery_id and e.callback_id = told.callback_id and e.id > told.id
                    where e.status = 'waiting'))
      select id from told`,
    values: [
      record.eventId,
      record.tries,
      record.status,
      record.delayMs ?? null,
      record.httpStatus ?? null,
      record.problem ?? null,
    ],
  });
  return rows.length > 0;
}
