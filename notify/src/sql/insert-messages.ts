import type { Tx } from "@belfry/store";
import type { Origin } from "../accept/origin.ts";
import type { MessageContent, Recipient } from "../accept/message-content.ts";
import { priorityNumber, type MessageOptions } from "../accept/message-options.ts";

export interface NewMessage {
  readonly idempotencyKey: string;
  readonly channel: string;
  readonly account: string | undefined;
  readonly executionId: number | undefined;
  readonly redrive: number;
  readonly content: MessageContent;
  readonly recipients: readonly Recipient[];
  readonly options: MessageOptions;
  readonly origin: Origin | undefined;
  /** Who hands it in, where no rule does. */
  readonly sentBy: string | undefined;
  /** Set when a second person has to release it: why its deliveries are not due. */
  readonly heldFor: string | undefined;
}

/**
 * Writes messages and their deliveries, due at their time or held, and returns their ids by their keys. One whose key has
 * been used before is not written and has no id here. Keys must differ.
 */
export async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ id: number; key: string }>({
    name: "notify-insert-messages",
    text: `
      with input as materialized (
        select item, item ->> 'key' as key, item ->> 'heldFor' as held_for, place
        from jsonb_array_elements($1::jsonb) with ordinality as i (item, place)),
      fresh as (
        insert into belfry.messages (idempotency_key, channel, account, execution_id, redrive, content, created_at, rule,
          action, hold, labels, priority, business_key, scheduled_at, expires_at, sent_by, template, recipient_count, callback)
        select key, item ->> 'channel', item ->> 'account', (item ->> 'executionId')::bigint, (item ->> 'redrive')::smallint,
               item -> 'content', belfry.now(), item ->> 'rule', item ->> 'action',
               case when held_for is not null then 'waiting' end, item -> 'labels', (item ->> 'priority')::smallint,
               item ->> 'businessKey', (item ->> 'scheduledAt')::timestamptz, (item ->> 'expiresAt')::timestamptz,
               item ->> 'sentBy', item ->> 'template', jsonb_array_length(item -> 'recipients'),
               item ->> 'callback'
        from input order by place
        on conflict (idempotency_key) do nothing
        returning id, idempotency_key, created_at, scheduled_at, expires_at, priority),
      recipients as (
        insert into belfry.deliveries (message_id, field, recipient, run_at, updated_at, reason, priority, expires_at)
        select f.id, r.pair ->> 0, r.pair ->> 1,
               case when i.held_for is null then greatest(f.created_at, f.scheduled_at) else 'infinity' end,
               f.created_at, i.held_for, f.priority, f.expires_at
        from fresh f join input i on i.key = f.idempotency_key,
             jsonb_array_elements(i.item -> 'recipients') with ordinality as r (pair, place)
        order by f.id, r.place)
      select id, idempotency_key as key from fresh`,
    values: [JSON.stringify(messages.map(rowOf))],
  });
  return new Map(rows.map(({ id, key }) => [key, id]));
}

function rowOf({ idempotencyKey, origin, recipients, options, ...rest }: NewMessage) {
  const { labels, priority, scheduledAt, expiresAt, business, template, callback } = options;
  return {
    ...rest,
    key: idempotencyKey,
    rule: origin?.rule,
    action: origin?.action,
    labels,
    priority: priorityNumber[priority],
    businessKey: business?.key,
    scheduledAt,
    expiresAt,
    template,
    callback,
    recipients: recipients.map(({ field, address }) => [field, address]),
  };
}
