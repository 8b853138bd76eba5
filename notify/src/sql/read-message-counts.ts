import type { Queryable } from "@belfry/store";

export interface MessageCount {
  /** The beginning of the hour or the day. */
  readonly at: Date;
  readonly channel: string;
  /** What it was counted by: the name of an account, `team=finance`. */
  readonly value: string;
  readonly kind: "state" | "failure" | "took";
  readonly key: string;
  readonly n: number;
}

export interface MessageCountQuery {
  readonly period: "hour" | "day";
  readonly slice: string;
  /** Null: every value. */
  readonly value: string | null;
  readonly channel: string | null;
  readonly from: Date;
  readonly until: Date;
  readonly zone: string;
}

/** What was counted, and what is not counted yet. */
export async function readMessageCounts(db: Queryable, query: MessageCountQuery): Promise<MessageCount[]> {
  const { rows } = await db.query<MessageCount>({
    name: "notify-read-message-counts",
    text: `
      select at, channel, value, kind, key, sum(n)::bigint as n
      from (
        select at, channel, value, kind, key, n from belfry.message_statistics
        where period = $1 and slice = $2 and at >= $5 and at < $6 and ($3::text is null or value = $3)
        union all
        select at, channel, value, kind, key, n from belfry.count_marks($7, null)
        where period = $1 and slice = $2 and at >= $5 and at < $6 and ($3::text is null or value = $3)) counted
      where $4::text is null or channel = $4
      group by at, channel, value, kind, key
      having sum(n) > 0`,
    values: [query.period, query.slice, query.value, query.channel, query.from, query.until, query.zone],
  });
  return rows;
}
