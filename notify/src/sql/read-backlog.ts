import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** What has not been sent. Each number stops at `BACKLOG_COUNTED`, so that it is told at once however much waits. */
export interface Backlog {
  /** May be sent now. */
  readonly due: number;
  /** Is sent at its time, or after a rest or a second person's release. */
  readonly later: number;
  readonly sending: number;
  /** Since when the oldest of those that are due could have been sent. */
  readonly oldest: Date | null;
}

const BACKLOG_COUNTED = 100_000;

/** Of a delivery `d`: whether its message may be seen. */
const isSeen = `($1::jsonb is null or exists (select from belfry.messages m
                  where m.id = d.message_id and belfry.message_in_scope(m.execution_id, m.labels, $1)))`;

/** @param scope what the reader is restricted to; null for everything */
export async function readBacklog(db: Queryable, scope: Scope | null): Promise<Backlog> {
  const { rows } = await db.query<Backlog>({
    name: "notify-read-backlog",
    text: `
      select (select count(*) from (select from belfry.deliveries d
                where state = 'queued' and run_at <= belfry.now() and ${isSeen} order by run_at limit ${BACKLOG_COUNTED}) c)::int as due,
             (select count(*) from (select from belfry.deliveries d
                where state = 'queued' and run_at > belfry.now() and ${isSeen} order by run_at limit ${BACKLOG_COUNTED}) c)::int as later,
             (select count(*) from (select from belfry.deliveries d
                where state = 'sending' and ${isSeen} limit ${BACKLOG_COUNTED}) c)::int as sending,
             (select run_at from belfry.deliveries d
                where state = 'queued' and run_at <= belfry.now() and ${isSeen} order by run_at limit 1) as oldest`,
    values: [scope],
  });
  const [row] = rows;
  if (row === undefined) throw new TypeError("The backlog gave no row.");
  return row;
}
