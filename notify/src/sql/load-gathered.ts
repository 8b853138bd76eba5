import type { Tx } from "@belfry/store";
import type { MessageContent } from "../accept/message-content.ts";

/** What stands in a digest of one message. */
export interface GatheredMessage {
  readonly id: number;
  readonly createdAt: Date;
  readonly subject: string;
  /** The beginning of what it says. */
  readonly beginning: string;
}

export interface Gathered {
  readonly count: number;
  /** The first of them. */
  readonly messages: readonly GatheredMessage[];
  /** The whole content of the first one. */
  readonly first: MessageContent | null;
  /** The labels that all of them carry. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whom they point at, each way of saying it once. */
  readonly mentions: readonly NonNullable<MessageContent["mentions"]>[];
  readonly now: Date;
}

/** What a digest gathers, without what was cancelled or has expired meanwhile. */
export async function loadGathered(tx: Tx, digestId: number, most: number): Promise<Gathered> {
  const { rows } = await tx.query<Gathered>({
    name: "notify-load-gathered",
    text: `
      with gathered as materialized (
        select m.id, m.created_at, m.labels, m.content
        from belfry.deliveries d join belfry.messages m on m.id = d.message_id
        where d.digest_id = $1 and d.state = 'queued')
      select (select count(*)::int from gathered) as count, belfry.now() as now,
             (select content from gathered order by id limit 1) as first,
             coalesce((select json_agg(json_build_object('id', id, 'createdAt', created_at, 'subject', content ->> 'subject',
                         'beginning', left(coalesce(content ->> 'markdown', content ->> 'text', ''), 200)) order by id)
                       from (select * from gathered order by id limit $2) shown), '[]') as messages,
             coalesce((select jsonb_object_agg(key, value) from (
                         select l.key, l.value from gathered g, jsonb_each_text(g.labels) l
                         group by 1, 2 having count(*) = (select count(*) from gathered)) common), '{}') as labels,
             coalesce((select jsonb_agg(distinct content -> 'mentions') from gathered where content ? 'mentions'), '[]')
               as mentions`,
    values: [digestId, most],
  });
  const [row] = rows;
  if (row === undefined) throw new Error(`The digest ${digestId} could not be read.`);
  return { ...row, messages: row.messages.map((one) => ({ ...one, createdAt: new Date(one.createdAt) })) };
}
