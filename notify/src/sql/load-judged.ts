import type { Tx } from "@belfry/store";

/** What is asked before a delivery is sent. */
export interface JudgedDelivery {
  readonly id: number;
  readonly messageId: number;
  readonly channel: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly isUrgent: boolean;
  readonly recipient: string;
  /** The zone that the message names for its recipients. */
  readonly timeZone: string | null;
  /** Whether it has been counted against the caps of its recipient. */
  readonly isCounted: boolean;
  readonly isExpired: boolean;
  /** Why the recipient is not sent to any more. */
  readonly suppressed: "manual" | "hard-bounce" | "soft-bounces" | "complaint" | "unsubscribe" | null;
  readonly now: Date;
}

/** These deliveries as they are judged, in the order of their ids. */
export async function loadJudged(tx: Tx, deliveryIds: readonly number[]): Promise<JudgedDelivery[]> {
  const { rows } = await tx.query<JudgedDelivery>({
    name: "notify-load-judged",
    text: `
      select d.id, m.id as "messageId", m.channel, m.labels, m.priority = 0 as "isUrgent", d.recipient,
             m.content ->> 'timeZone' as "timeZone", d.counted_at is not null as "isCounted",
             coalesce(d.expires_at <= belfry.now(), false) as "isExpired", belfry.now() as now,
             (select s.reason from belfry.suppressions s
              where lower(s.address) = lower(d.recipient) and s.channel = m.channel
                and s.list in ('', coalesce(m.content ->> 'unsubscribe', ''))
              order by s.list limit 1) as suppressed
      from belfry.deliveries d join belfry.messages m on m.id = d.message_id
      where d.id = any($1::bigint[])
      order by d.id`,
    values: [deliveryIds],
  });
  return rows;
}
