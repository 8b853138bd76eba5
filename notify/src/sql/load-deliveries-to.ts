import type { DeliveryState, MessagePriority, Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { RecipientField } from "../accept/message-content.ts";

/** A delivery to somebody, with what decides about it. */
export interface DeliveryTo {
  readonly id: number;
  readonly messageId: number;
  readonly channel: string;
  readonly subject: string;
  readonly rule: string | null;
  readonly template: string | null;
  readonly priority: MessagePriority;
  readonly recipient: string;
  readonly field: RecipientField;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly acceptedAt: Date;
  readonly scheduledAt: Date | null;
  readonly expiresAt: Date | null;
  /** When it is sent next; empty while it waits for a second person. */
  readonly runAt: Date | null;
  readonly updatedAt: Date;
  readonly isHeld: boolean;
  /** Whether it waits for an account. */
  readonly waits: boolean;
}

export interface DeliveriesToQuery {
  readonly recipient: string;
  readonly from: Date;
  readonly until: Date;
  readonly scope: Scope | null;
  readonly limit: number;
}

/** The deliveries to an address of messages that were accepted, or changed last, in a time; newest first. */
export async function loadDeliveriesTo(db: Queryable, query: DeliveriesToQuery): Promise<DeliveryTo[]> {
  const { rows } = await db.query<DeliveryTo>({
    name: "notify-load-deliveries-to",
    text: `
      select d.id, m.id as "messageId", m.channel, m.content ->> 'subject' as subject, m.rule, m.template,
             (array['urgent', 'normal', 'low'])[m.priority + 1] as priority, d.recipient, d.field, d.state, d.reason,
             m.created_at as "acceptedAt", m.scheduled_at as "scheduledAt", m.expires_at as "expiresAt",
             nullif(d.run_at, 'infinity') as "runAt", d.updated_at as "updatedAt",
             coalesce(m.hold = 'waiting', false) as "isHeld", d.waits_for is not null as waits
      from belfry.deliveries d
      join belfry.messages m on m.id = d.message_id
      where lower(d.recipient) = lower($1)
        and m.created_at < $3 and (m.created_at >= $2 or d.updated_at >= $2 or m.scheduled_at >= $2)
        and ($4::jsonb is null or belfry.message_in_scope(m.execution_id, m.labels, $4))
      order by d.id desc
      limit $5`,
    values: [query.recipient, query.from, query.until, query.scope, query.limit],
  });
  return rows;
}
