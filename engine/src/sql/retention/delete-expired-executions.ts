import type { Queryable } from "@belfry/store";

/**
 * Deletes executions that ended and were created before a moment, with what hangs on them. Looks at so many ids after
 * one, and returns the last it looked at and how many went; nothing when no id is left.
 */
export async function deleteExpiredExecutions(
  db: Queryable,
  options: { readonly before: Date; readonly after: number; readonly limit: number },
): Promise<{ readonly last: number; readonly gone: number } | undefined> {
  const { rows } = await db.query<{ last: number | null; gone: number }>({
    name: "delete-expired-executions",
    // The state is asked again in the delete: a retry that came meanwhile has emptied it.
    text: `
      with span as (
        select max(id) as last from (select id from belfry.executions where id > $2 order by id limit $3) oldest),
      gone as (
        delete from belfry.executions e
        where e.id > $2 and e.id <= (select last from span) and e.created_at < $1 and e.state is not null returning e.id),
      letters as (delete from belfry.failed_executions f using gone g where f.execution_id = g.id),
      retries as (delete from belfry.execution_retries t using gone g where t.execution_id = g.id),
      marks as (delete from belfry.step_marks m using gone g where m.execution_id = g.id),
      turns as (delete from belfry.rate_turns t using gone g where t.execution_id = g.id),
      artifacts as (delete from belfry.artifacts a using gone g where a.execution_id = g.id)
      select (select last from span) as last, (select count(*)::int from gone) as gone`,
    values: [options.before, options.after, options.limit],
  });
  const [{ last, gone } = { last: null, gone: 0 }] = rows;
  return last === null ? undefined : { last, gone };
}
