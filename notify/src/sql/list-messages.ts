import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { MessageSummary } from "../messages/message-views.ts";

export interface MessageFilter {
  /** Only those of one execution. */
  readonly executionId?: number;
  /** Only those older than this id: the last one of the page before. */
  readonly before?: number;
  /** What the reader is restricted to. @default nothing */
  readonly scope?: Scope | null;
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
        and ($4::jsonb is null or exists (
          select from belfry.executions e
          where e.id = m.execution_id
            and e.rule_id in (select s.id from belfry.rules s where belfry.labels_in_scope(s.labels, $4))
            and belfry.execution_in_scope(e.id, $4)))
      order by m.id desc
      limit $3`,
    values: [filter.executionId ?? null, filter.before ?? null, filter.limit ?? 50, filter.scope ?? null],
  });
  return rows;
}
