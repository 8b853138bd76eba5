import type { Failure } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { FeedLease } from "./feed-lease.ts";

export interface FeedFailure extends FeedLease {
  readonly failure: Omit<Failure, "action">;
  /** The first wait; it doubles with each failure. */
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** From 0 to 1: how much of the wait stays, so that many feeds do not come back at the same moment. */
  readonly factor: number;
}

/** One that listened for so long has recovered: its next failure is the first again. */
const RECOVERED_MS = 60_000;

/**
 * Gives a feed back that does not work, until it is due to be tried again. Returns how often it has failed since it last
 * worked and after how long it is tried again; nothing when somebody else holds it now.
 */
export async function failFeed(
  db: Queryable,
  { triggerId, node, epoch, failure, firstDelayMs, maxDelayMs, factor }: FeedFailure,
): Promise<{ attempts: number; retryInMs: number } | undefined> {
  const { rows } = await db.query<{ attempts: number; retryInMs: number }>({
    name: "fail-feed",
    text: `
      with failed as (
        select trigger_id,
          case when state = 'listening' and since < belfry.now() - $8 * interval '1 millisecond' then 1 else attempts + 1 end as n
        from belfry.trigger_feeds where trigger_id = $1 and node = $2 and epoch = $3 for update
      ), waits as (
        select trigger_id, n, (least($6, $5 * power(2, least(n - 1, 20))) * $7)::int as ms from failed
      )
      update belfry.trigger_feeds f
      set node = null, attempts = n, last_error = $4, last_error_at = belfry.now(), state = 'failing',
        since = case when state = 'failing' then since else belfry.now() end,
        due_at = belfry.now() + ms * interval '1 millisecond'
      from waits w where f.trigger_id = w.trigger_id
      returning n as attempts, ms as "retryInMs"`,
    values: [triggerId, node, epoch, JSON.stringify(failure), firstDelayMs, maxDelayMs, factor, RECOVERED_MS],
  });
  return rows[0];
}
