import type { Queryable } from "@belfry/store";
import type { MessageCountQuery } from "./read-message-counts.ts";

export interface ValueCount {
  readonly channel: string;
  readonly value: string;
  readonly state: string;
  readonly n: number;
}

/** What the most deliveries are counted by: accounts, templates, labels; by their states. */
export async function readTopValues(
  db: Queryable,
  query: Omit<MessageCountQuery, "value"> & { readonly limit: number },
): Promise<ValueCount[]> {
  const { rows } = await db.query<ValueCount>({
    name: "notify-read-top-values",
    text: `
      with counted as materialized (
        select channel, value, key as state, sum(n)::bigint as n
        from (
          select channel, value, key, n from belfry.message_statistics
          where period = $1 and slice = $2 and at >= $4 and at < $5 and kind = 'state'
          union all
          select channel, value, key, n from belfry.count_marks($6, null)
          where period = $1 and slice = $2 and at >= $4 and at < $5 and kind = 'state') c
        where $3::text is null or channel = $3
        group by channel, value, key),
      top as (
        select channel, value, sum(n) as total from counted group by channel, value having sum(n) > 0
        order by total desc, channel, value limit $7)
      select c.channel, c.value, c.state, c.n
      from top t join counted c using (channel, value)
      where c.n > 0
      order by t.total desc, c.channel, c.value, c.state`,
    values: [query.period, query.slice, query.channel, query.from, query.until, query.zone, query.limit],
  });
  return rows;
}
