import type { Queryable } from "@belfry/store";

/**
 * Makes the first of a line due at once, because there is room for them earlier than it was thought. `whole`: a message
 * goes with all of its recipients. Returns how many deliveries that are.
 *
 * Rows are locked in the order of their ids, as everybody else does: one that has changed since it was found stays locked
 * until the commit. None is passed over: what is just being put back into the line would wait for its turn.
 */
export async function pullWaiting(
  db: Queryable,
  options: { readonly line: string; readonly room: number; readonly whole: boolean },
): Promise<number> {
  const { count } = await db.query({
    name: "notify-pull-waiting",
    text: `
      with first as materialized (
        select id, message_id from belfry.deliveries
        where state = 'queued' and waits_for = $1 and run_at > belfry.now()
        order by run_at, message_id, id
        limit $2),
      wanted as materialized (
        select id from first
        union
        select d.id from belfry.deliveries d
        where $3 and d.message_id in (select message_id from first) and d.state = 'queued' and d.waits_for = $1),
      pulled as materialized (
        select id from belfry.deliveries
        where id in (select id from wanted) and state = 'queued' and waits_for = $1
        order by id
        for no key update)
      update belfry.deliveries d
      set run_at = belfry.now(), updated_at = belfry.now()
      from pulled
      where d.id = pulled.id`,
    values: [options.line, options.room, options.whole],
  });
  return count;
}
