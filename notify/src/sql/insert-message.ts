import type { Tx } from "@belfry/store";
import type { MessageContent, Recipient } from "../accept/message-content.ts";

export interface NewMessage {
  readonly idempotencyKey: string;
  readonly channel: string;
  readonly account: string | undefined;
  readonly executionId: number | undefined;
  readonly redrive: number;
  readonly content: MessageContent;
  readonly recipients: readonly Recipient[];
}

/** Writes a message and its deliveries, due at once, and returns its id; none if the key has been used before. */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>({
    name: "notify-insert-message",
    text: `
      with fresh as (
        insert into belfry.messages (idempotency_key, channel, account, execution_id, redrive, content, created_at)
        values ($1, $2, $3, $4, $5, $6, belfry.now())
        on conflict (idempotency_key) do nothing
        returning id, created_at),
      recipients as (
        insert into belfry.deliveries (message_id, field, recipient, run_at, updated_at)
        select fresh.id, r.field, r.address, fresh.created_at, fresh.created_at
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
    ],
  });
  return rows[0]?.id;
}
