import type { DeliveryOutcome } from "@belfry/plugin-kit";
import type { Tx } from "@belfry/store";

/** What became of one delivery, and what is to happen with it next. */
export interface OutcomeRecord {
  readonly messageId: number;
  /** Whether somebody waits for what becomes of the message, or has been gathered into it. */
  readonly concernsOthers: boolean;
  readonly deliveryId: number;
  readonly epoch: number;
  /** The attempt that ends; none if it was given up before a send was begun. */
  readonly attempt: number | undefined;
  readonly outcome: DeliveryOutcome["kind"] | undefined;
  readonly answer: string | undefined;
  readonly providerId: string | undefined;
  readonly code: string | undefined;
  readonly segments: number | undefined;
  /** Not less than before. */
  readonly piecesDone: number;
  readonly reason: string | undefined;
  /** `sending` keeps it for the next account. */
  readonly state: "accepted" | "failed" | "unknown" | "queued" | "sending";
  /** With `queued`: not before so many milliseconds, nor before this moment by the database's clock. */
  readonly delayMs: number | undefined;
  readonly notBefore: Date | undefined;
  /** What the provider said when there is no such address. It is not sent to any more. */
  readonly addressGone: string | undefined;
  /** With `queued`: the line in which it waits for an account. That is no try of its own. */
  readonly waitsFor: string | undefined;
}

/**
 * Writes outcomes. What is queued again counts as nothing that its recipient has had: it is counted when it is sent. Returns the places of those that are refused because another node holds the delivery now. Repeating it
 * changes nothing, so the holder is told by the epoch alone: the first writing has already let go of the delivery.
 */
export async function recordOutcomes(tx: Tx, records: readonly OutcomeRecord[]): Promise<Set<number>> {
  const { rows } = await tx.query<{ place: number }>({
    name: "notify-record-outcomes",
    text: `
      with wanted as (
        select * from unnest($1::int[], $2::bigint[], $3::int[], $4::smallint[], $5::text[], $6::text[], $7::text[],
                             $8::text[], $9::text[], $10::float8[], $11::timestamptz[], $12::text[], $13::smallint[], $14::smallint[],
                             $15::text[])
          as w (place, delivery_id, epoch, attempt, outcome, answer, provider_id, reason, state, delay_ms, not_before,
                code, segments, pieces_done, waits_for)),
      held as materialized (
        select w.* from wanted w join belfry.deliveries d on d.id = w.delivery_id and d.epoch = w.epoch
        order by d.id
        for update of d),
      ended as (
        update belfry.delivery_attempts a
        set outcome = h.outcome, reason = h.reason, answer = h.answer, provider_id = h.provider_id,
            code = h.code, segments = h.segments,
            finished_at = belfry.now()
        from held h
        where a.delivery_id = h.delivery_id and a.attempt = h.attempt and a.outcome is null),
      moved as (
        update belfry.deliveries d
        set state = h.state,
            reason = h.reason,
            node = case when h.state = 'sending' then d.node end,
            run_at = case when h.state = 'queued'
                          then greatest(belfry.now() + h.delay_ms * interval '1 millisecond', h.not_before)
                          else d.run_at end,
            pieces_done = h.pieces_done,
            waits_for = h.waits_for,
            counted_at = case when h.state = 'queued' and h.pieces_done = 0 then null else d.counted_at end,
            deferrals = d.deferrals + case when h.state = 'queued' and h.waits_for is null then 1 else 0 end,
            updated_at = belfry.now()
        from held h
        where d.id = h.delivery_id and d.state = 'sending')
      select place from wanted where place not in (select place from held)`,
    values: [
      records.map((_, place) => place),
      records.map(({ deliveryId }) => deliveryId),
      records.map(({ epoch }) => epoch),
      records.map(({ attempt }) => attempt ?? null),
      records.map(({ outcome }) => outcome ?? null),
      records.map(({ answer }) => answer ?? null),
      records.map(({ providerId }) => providerId ?? null),
      records.map(({ reason }) => reason ?? null),
      records.map(({ state }) => state),
      records.map(({ delayMs }) => delayMs ?? null),
      records.map(({ notBefore }) => notBefore ?? null),
      records.map(({ code }) => code ?? null),
      records.map(({ segments }) => segments ?? null),
      records.map(({ piecesDone }) => piecesDone),
      records.map(({ waitsFor }) => waitsFor ?? null),
    ],
  });
  return new Set(rows.map(({ place }) => place));
}
