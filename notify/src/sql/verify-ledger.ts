import type { Queryable } from "@belfry/store";

/** Whether everybody whom a message was accepted for is still accounted for. */
export interface LedgerVerification {
  /** Recipients of all messages that are kept, as they were accepted. */
  readonly accepted: number;
  /** Those whose fate is settled. */
  readonly settled: number;
  /** Those who wait or are being sent to. */
  readonly inFlight: number;
  /** Messages whose sum is another one; the first of them. */
  readonly wrong: readonly number[];
}

/** Counts the whole ledger at one moment: accepted = settled + in flight, message by message. */
export async function verifyLedger(db: Queryable): Promise<LedgerVerification> {
  const { rows } = await db.query<LedgerVerification>({
    name: "notify-verify-ledger",
    text: `
      with counted as materialized (
        select m.id, m.recipient_count as accepted,
               count(d.id) filter (where d.state in ('queued', 'sending')) as open,
               count(d.id) filter (where d.state not in ('queued', 'sending')) as settled
        from belfry.messages m left join belfry.deliveries d on d.message_id = m.id
        where m.recipient_count is not null
        group by m.id)
      select coalesce(sum(accepted), 0)::float8 as accepted, coalesce(sum(settled), 0)::float8 as settled,
             coalesce(sum(open), 0)::float8 as "inFlight",
             array(select id::float8 from counted where accepted <> open + settled order by id limit 20) as wrong
      from counted`,
  });
  return rows[0] ?? { accepted: 0, settled: 0, inFlight: 0, wrong: [] };
}
