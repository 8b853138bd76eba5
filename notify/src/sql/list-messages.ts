import type { Queryable } from "@belfry/store";
import type { MessageSummary } from "../messages/message-views.ts";

export interface MessageFilter {
  /** Only those of one execution. */
  readonly executionId?: number;
  /** Only those older than this id: the last one of the page before. */
  readonly before?: number;
  /** @default 50 */
  readonly limit?: number;
}

/** Messages, newest first. */
export async function listMessages(db: Queryable, filter: MessageFilter = {}): Promise<MessageSummary[]> {
  const { rows } = await db.query<MessageSummary>({
    name: "notify-list-messages",
    text: `
      select m.id, m.channel, m.account, m.execution_id as "executionId", m.content ->> 'subject' as subject,
             m.created_at as "createdAt",
             (select coalesce(json_object_agg(s.state, s.n), '{}')
              from (select state, count(*) as n from belfry.deliveries where message_id = m.id group by state) s) as states
      from belfry.messages m
      where ($1::bigint is null or m.execution_id = $1) and ($2::bigint is null or m.id < $2)
      order by m.id desc
      limit $3`,
    values: [filter.executionId ?? null, filter.before ?? null, filter.limit ?? 50],
  });
  return rows;
}
