import type { Tx } from "@belfry/store";
import type { Origin } from "../accept/origin.ts";
import type { MessageContent, Recipient } from "../accept/message-content.ts";

export interface NewMessage {
  readonly idempotencyKey: string;
  readonly channel: string;
  readonly account: string | undefined;
  readonly executionId: number | undefined;
  readonly redrive: number;
  readonly content: MessageContent;
  readonly recipients: readonly Recipient[];
  readonly origin: Origin | undefined;
  /** Set when a second person has to release it: why its deliveries are not due. */
  readonly heldFor: string | undefined;
}

/** Writes a message and its deliveries, due at once or held, and returns its id; none if the key has been used before. */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>({
    name: "notify-insert-message",
    text: `
      with fresh as (
        insert into belfry.messages (idempotency_key, channel, account, execution_id, redrive, content, created_at, rule, action, hold)
        values ($1, $2, $3, $4, $5, $6, belfry.now(), $9, $10, case when $11::text is not null then 'waiting' end)
        on conflict (idempotency_key) do nothing
        returning id, created_at),
      recipients as (
        insert into belfry.deliveries (message_id, field, recipient, run_at, updated_at, reason)
        select fresh.id, r.field, r.address, case when $11::text is null then fresh.created_at else 'infinity' end,
               fresh.created_at, $11
        from fresh, unnest($7::text[], $8::text[]) with ordinality as r (field, address, place)
        order by r.place)
      select id from fresh`,
    values: [
      message.idempotencyKey,
      message.channel,
      message.account ?? null,
      message.executionId ?? null,
      message.redrive,
      JSON.stringify(message.content),
      message.recipients.map(({ field }) => field),
      message.recipients.map(({ address }) => address),
      message.origin?.rule ?? null,
      message.origin?.action ?? null,
      message.heldFor ?? null,
    ],
  });
  return rows[0]?.id;
}
