import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { MessageCount } from "./read-message-counts.ts";

export interface DeliveryCountQuery {
  readonly period: "hour" | "day";
  /** What deliveries are counted by besides. */
  readonly group: string;
  readonly zone: string;
  readonly from: Date;
  readonly until: Date;
  readonly channel: string | null;
  readonly account: string | null;
  readonly template: string | null;
  readonly rule: string | null;
  /** Only of messages that carry it. */
  readonly label: { readonly name: string; readonly value: string } | null;
  /** What the reader is restricted to. */
  readonly scope: Scope | null;
}

/** `slice` is `all`, or what was asked to be counted by. */
export type DeliveryCount = MessageCount & { readonly slice: string };

/** What is read and counted one by one within some hundred milliseconds. */
const MOST_DELIVERIES = 100_000;

/**
 * Counts deliveries one by one, where no sums are kept: by several things at once, or of some messages only. Nothing when
 * there are more than 100,000.
 */
export async function countDeliveries(db: Queryable, query: DeliveryCountQuery): Promise<DeliveryCount[] | undefined> {
  const { rows } = await db.query<DeliveryCount & { matched: number }>({
    name: "notify-count-deliveries",
    text: `
      with chosen as materialized (
        select d.id, d.state, d.attempts, m.channel, m.template, m.rule, m.labels, m.created_at, m.scheduled_at
        from belfry.messages m
        join belfry.deliveries d on d.message_id = m.id
        where m.created_at >= $4 and m.created_at < $5::timestamptz + interval '1 day'
          and date_trunc($1::text, m.created_at, $3) < $5
          and ($6::text is null or m.channel = $6)
          and ($8::text is null or m.template = $8)
          and ($9::text is null or m.rule = $9)
          and ($10::jsonb is null or m.labels @> $10)
          and ($11::jsonb is null or belfry.message_in_scope(m.execution_id, m.labels, $11))
        limit ${MOST_DELIVERIES + 1}),
      told as materialized (
        select c.*, belfry.open_or_state(c.state) as shown, a.account, a.code, a.finished_at
        from chosen c
        left join belfry.delivery_attempts a
          on a.delivery_id = c.id and a.attempt = c.attempts and c.state not in ('queued', 'sending')
        where $7::text is null or a.account = $7)
      select date_trunc($1::text, t.created_at, $3) as at, t.channel, s.slice, s.value, k.kind, k.key, count(*) as n,
             (select count(*) from chosen) as matched
      from told t
      cross join lateral (
        select 'state' as kind, t.shown as key
        union all
        select 'failure', t.shown || ' ' || coalesce(t.code, '') where t.shown in ('failed', 'bounced', 'unknown')
        union all
        select 'took', belfry.step_of_time(
          extract(epoch from t.finished_at - greatest(t.created_at, t.scheduled_at))::float8 * 1000)::text
        where t.shown in ('accepted', 'delivered') and t.finished_at is not null) k
      cross join lateral (
        select 'all' as slice, '' as value
        union all
        select 'account', t.account where $2::text = 'account' and t.account is not null
        union all
        select 'template', t.template where $2 = 'template' and t.template is not null
        union all
        select 'rule', t.rule where $2 = 'rule' and t.rule is not null
        union all
        select 'label', l.key || '=' || l.value from jsonb_each_text(t.labels) l where $2 = 'label') s
      group by 1, 2, 3, 4, 5, 6`,
    values: [
      query.period,
      query.group,
      query.zone,
      query.from,
      query.until,
      query.channel,
      query.account,
      query.template,
      query.rule,
      query.label === null ? null : JSON.stringify({ [query.label.name]: query.label.value }),
      query.scope,
    ],
  });
  return (rows[0]?.matched ?? 0) > MOST_DELIVERIES ? undefined : rows.map(({ matched: _, ...count }) => count);
}
