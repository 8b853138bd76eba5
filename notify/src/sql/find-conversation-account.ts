import type { Queryable } from "@belfry/store";

/** How many of the newest deliveries to somebody are looked at: a group that gets alarms has a million. */
const NEWEST = 500;

/**
 * The account that sent the last message of a conversation to one of these recipients, before the message of this id.
 * Nothing when it is the first one, or the others are too long ago.
 */
export async function findConversationAccount(
  db: Queryable,
  query: {
    readonly channel: string;
    readonly conversation: string;
    readonly recipients: readonly string[];
    readonly before: number;
  },
): Promise<string | undefined> {
  const { rows } = await db.query<{ account: string }>({
    name: "notify-find-conversation-account",
    text: `
      select a.account
      from unnest($3::text[]) as r (recipient)
      cross join lateral (
        select d.id, d.message_id, d.attempts from belfry.deliveries d
        where lower(d.recipient) = lower(r.recipient) order by d.id desc limit $5) d
      join belfry.messages m on m.id = d.message_id and m.id < $4 and m.channel = $1 and m.content ->> 'conversation' = $2
      join belfry.delivery_attempts a on a.delivery_id = d.id and a.attempt = d.attempts and a.outcome = 'accepted'
      order by m.id desc limit 1`,
    values: [query.channel, query.conversation, query.recipients, query.before, NEWEST],
  });
  return rows[0]?.account;
}
