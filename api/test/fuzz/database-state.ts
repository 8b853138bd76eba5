import type { Store } from "@belfry/store";

/** What every request may write, also one that is refused: who asked, and how often. */
const excluded = new Set([
  "audit_entries",
  "audit_head",
  "request_keys",
  "login_failures",
  "login_throttle",
  "sessions",
  // What a refused sender of events sent is kept for whoever looks after it.
  "event_dead_letters",
]);

/**
 * For each table how often one of its rows was written and committed. Equal states: nothing was written, not even the same
 * again. Each row that is written is noted by a trigger: to read all rows of all tables took longer than the requests.
 */
export async function createStateReader(store: Store): Promise<() => Promise<Readonly<Record<string, string>>>> {
  const { rows } = await store.pool.query<{ name: string }>(
    `select relname as name from pg_class
     where relkind in ('r', 'p') and not relispartition and relnamespace = 'belfry'::regnamespace order by 1`,
  );
  const tables = rows.map(({ name }) => name).filter((name) => !excluded.has(name));
  await store.pool.query(`
    create schema fuzz;
    create table fuzz.written (name text not null);
    create function fuzz.note() returns trigger language plpgsql as $$
    begin
      insert into fuzz.written values (tg_argv[0]);
      return null;
    end $$;
    ${tables
      .map(
        (name) => `create trigger fuzz_note after insert or update or delete on belfry."${name}"
                   for each row execute function fuzz.note('${name}');`,
      )
      .join("\n")}`);
  return async () => {
    const answer = await store.pool.query<{ name: string; times: string }>(
      "select name, count(*)::text as times from fuzz.written group by name",
    );
    return Object.fromEntries(answer.rows.map(({ name, times }) => [name, times]));
  };
}
