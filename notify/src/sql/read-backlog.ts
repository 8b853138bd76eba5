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

export async function readBacklog(db: Queryable): Promise<Backlog> {
  const { rows } = await db.query<Backlog>({
    name: "notify-read-backlog",
    text: `
      select (select count(*) from (select from belfry.deliveries
                where state = 'queued' and run_at <= belfry.now() order by run_at limit ${BACKLOG_COUNTED}) d)::int as due,
             (select count(*) from (select from belfry.deliveries
                where state = 'queued' and run_at > belfry.now() order by run_at limit ${BACKLOG_COUNTED}) l)::int as later,
             (select count(*) from (select from belfry.deliveries
                where state = 'sending' limit ${BACKLOG_COUNTED}) s)::int as sending,
             (select min(run_at) from belfry.deliveries where state = 'queued' and run_at <= belfry.now()) as oldest`,
  });
  const [row] = rows;
  if (row === undefined) throw new TypeError("The backlog gave no row.");
  return row;
}
