import { Client } from "pg";
import { migrate } from "@belfry/store";

/** The name of the database that every test database is a copy of. */
export const TEMPLATE = "belfry_template";

/** Where the clock of a test database stands until the test moves it: a Sunday, far from any change to summer time. */
const INITIAL_TIME = "2026-03-01T00:00:00Z";

/**
 * Creates the template: all migrations, and a clock that stands still until the test moves it. Moving it wakes every
 * sleeper, as time itself would.
 */
export async function createTemplateDatabase(serverUrl: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    await client.query(`drop database if exists ${TEMPLATE}`);
    await client.query(`create database ${TEMPLATE}`);
  });
  const url = databaseUrl(serverUrl, TEMPLATE);
  await migrate({ url });
  await withClient(url, (client) =>
    client.query(`
      create table belfry.test_clock (at timestamptz not null);
      insert into belfry.test_clock values ('${INITIAL_TIME}');
      create or replace function belfry.now() returns timestamptz
        language plpgsql stable as $$ begin return (select at from belfry.test_clock); end $$;
      -- The days that an engine would make when it starts.
      select belfry.ensure_daily_partitions(parent, '${INITIAL_TIME}', 8)
      from unnest(array['slot_fates', 'action_runs', 'execution_logs', 'events', 'event_decisions']) as parent;
      create function belfry.tell_clock() returns trigger
        language plpgsql as $$ begin perform pg_notify('belfry', 'clock'); return null; end $$;
      create trigger tell_clock after update on belfry.test_clock for each statement execute function belfry.tell_clock()`),
  );
}

/** The URL of another database on the same server. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
