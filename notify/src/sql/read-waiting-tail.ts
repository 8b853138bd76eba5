import type { Queryable } from "@belfry/store";

/** The last turn that was given in a line, and how many messages have it; `atMost` are counted. */
export interface WaitingTail {
  readonly at: Date;
  readonly count: number;
}

/** The end of a line of deliveries that wait for an account; nothing when nobody waits. */
export async function readWaitingTail(
  db: Queryable,
  line: string,
  { atMost }: { readonly atMost: number },
): Promise<WaitingTail | undefined> {
  const { rows } = await db.query<WaitingTail>({
    name: "notify-read-waiting-tail",
    text: `
      select last.at, (
        select count(*)::int from (
          select from belfry.deliveries
          where state = 'queued' and waits_for = $1 and run_at = last.at limit $2) same) as count
      from (
        select run_at as at from belfry.deliveries
        where state = 'queued' and waits_for = $1
        order by run_at desc limit 1) last`,
    values: [line, atMost],
  });
  return rows[0];
}
