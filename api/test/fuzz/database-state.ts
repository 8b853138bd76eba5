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

/** For each table which rows of which version it has. Equal states: nothing was written, not even the same again. */
export async function createStateReader(store: Store): Promise<() => Promise<Readonly<Record<string, string>>>> {
  const { rows } = await store.pool.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'belfry'::regnamespace order by 1",
  );
  const tables = rows.map(({ name }) => name).filter((name) => !excluded.has(name));
  const text = tables
    .map(
      (name) =>
        `select '${name}' as name, md5(string_agg(xmin::text || ctid::text, ',' order by ctid)) as state from belfry."${name}"`,
    )
    .join(" union all ");
  return async () => {
    const answer = await store.pool.query<{ name: string; state: string | null }>(text);
    return Object.fromEntries(answer.rows.map(({ name, state }) => [name, state ?? "empty"]));
  };
}
