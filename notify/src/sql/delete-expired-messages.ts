import type { Queryable } from "@belfry/store";

/**
 * Deletes messages that were accepted before a moment and whose every delivery is settled, with their deliveries and
 * attempts. Looks at so many ids after one, and returns the last it looked at and how many went; nothing when no id is
 * left.
 */
export async function deleteExpiredMessages(
  db: Queryable,
  options: { readonly before: Date; readonly after: number; readonly limit: number },
): Promise<{ readonly last: number; readonly gone: number } | undefined> {
  const { rows } = await db.query<{ last: number | null; gone: number }>({
    name: "notify-delete-expired-messages",
    text: `
      with span as (
        select max(id) as last from (select id from belfry.messages where id > $2 order by id limit $3) oldest),
      gone as (
        delete from belfry.messages m
        where m.id > $2 and m.id <= (select last from span) and m.created_at < $1 and not exists (
          select from belfry.deliveries d where d.message_id = m.id and d.state in ('queued', 'sending'))
        returning m.id)
      select (select last from span) as last, (select count(*)::int from gone) as gone`,
    values: [options.before, options.after, options.limit],
  });
  const [{ last, gone } = { last: null, gone: 0 }] = rows;
  return last === null ? undefined : { last, gone };
}
