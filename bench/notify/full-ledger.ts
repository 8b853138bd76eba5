/**
 * How long pages of messages and their statistics take when the ledger holds many deliveries: each page that people look at
 * is asked for over the API, with what follows it.
 */
import type { Store } from "@belfry/store";
import { spawnServer } from "../../e2e/support/spawn-server.ts";
import { timeListPages } from "../full-tables/list-pages.ts";
import { percentile } from "../support/percentile.ts";

const AT_ONCE = 50_000;
const ROUNDS = 10;
const RECIPIENTS = 20_000;
const ZONE = "Asia/Shanghai";

const paths = [
  "/v1/messages?limit=50",
  "/v1/messages?limit=50&state=failed",
  "/v1/messages?limit=50&state=queued",
  "/v1/messages?limit=50&channel=email",
  "/v1/messages?limit=50&recipient=b77@bench.invalid",
  "/v1/messages?limit=50&label=team%3Dt7",
  "/v1/messages?limit=50&template=template-7",
  "/v1/messages?limit=50&rule=bench-7",
  "/v1/messages?limit=50&businessKey=key-777",
  "/v1/messages/why?recipient=b77@bench.invalid",
  "/v1/statistics/messages",
  "/v1/statistics/messages?by=hour",
  "/v1/statistics/messages?group=label",
  "/v1/statistics/messages?group=rule",
  "/v1/statistics/messages?account=one",
  "/v1/statistics/messages?label=team%3Dt7",
  "/v1/statistics/messages?account=one&template=template-7",
];

/** The 95th percentile of each page in milliseconds. */
export async function timeFullLedger(
  database: { readonly store: Store; readonly url: string; readonly folder: string },
  deliveries: number,
): Promise<Readonly<Record<string, number>>> {
  const { store, url, folder } = database;
  for (let done = 0; done < deliveries; done += AT_ONCE) {
    await fill(store, done, { count: Math.min(AT_ONCE, deliveries - done), of: deliveries });
    process.stderr.write(`${done + AT_ONCE} of ${deliveries} deliveries\n`);
  }
  // What moved in the last ten seconds is not counted yet when somebody reads.
  await store.query({
    name: "bench-ledger-moves",
    text: `update belfry.deliveries set state = 'delivered', updated_at = belfry.now()
      where id in (select id from belfry.deliveries where state = 'accepted' order by id desc limit 2000)`,
  });
  for (const table of ["messages", "deliveries", "delivery_attempts", "message_statistics", "delivery_marks"])
    await store.query({ name: `bench-analyze-${table}`, text: `analyze belfry.${table}` });
  const settings = { DATABASE_URL: url, BELFRY_DATA_DIR: folder, BELFRY_ROLES: "api", PATH: process.env["PATH"] ?? "" };
  await using server = await spawnServer(settings);
  const took = await timeListPages(server, ROUNDS, paths);
  return Object.fromEntries([...took].map(([path, times]) => [path, percentile(times, 0.95)]));
}

/** Deliveries over the last 30 days that went through their states, and are counted as a node counts them. */
async function fill(store: Store, done: number, { count, of }: { count: number; of: number }): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.query({ name: "bench-no-limit", text: "set local statement_timeout = 0" });
    const values = [count, done, of];
    await tx.query({
      name: "bench-ledger",
      text: `with m as (
          insert into belfry.messages (idempotency_key, channel, content, created_at, rule, action, labels, template, business_key, recipient_count)
          select 'ledger-' || n, 'email', '{"subject":"晚归名单","text":"您好","attachments":[]}',
                 belfry.now() - interval '30 days' * (1 - n / $3::float8), 'bench-' || n % 200, 'a1',
                 jsonb_build_object('team', 't' || n % 20), 'template-' || n % 50, 'key-' || n % 5000, 1
          from generate_series($2::int + 1, $2::int + $1::int) n returning id, created_at)
        insert into belfry.deliveries (message_id, field, recipient, run_at, updated_at)
        select id, 'to', 'b' || id % ${RECIPIENTS} || '@bench.invalid', created_at, created_at from m`,
      values,
    });
    await tx.query({
      name: "bench-ledger-attempts",
      text: `insert into belfry.delivery_attempts (delivery_id, attempt, account, node, started_at, finished_at, outcome, code)
        select id, 1, (array['one', 'two', 'three', 'four'])[id % 4 + 1], 1, run_at, run_at + interval '1 second',
               case when id % 30 = 0 then 'recipient-fault' else 'accepted' end, case when id % 30 = 0 then '550' end
        from belfry.deliveries where attempts = 0 and id % 200 <> 0`,
    });
    await tx.query({
      name: "bench-ledger-states",
      text: `update belfry.deliveries
        set attempts = 1, state = case when id % 30 = 0 then 'failed' else 'accepted' end,
            updated_at = run_at + interval '1 second' * (1 + id % 9)
        where attempts = 0 and id % 200 <> 0`,
    });
    await tx.query({
      name: "bench-ledger-count",
      text: `insert into belfry.message_statistics as s (period, at, channel, slice, value, kind, key, n)
        select period, at, channel, slice, value, kind, key, n from belfry.count_marks($1, null)
        on conflict (period, slice, value, at, channel, kind, key) do update set n = s.n + excluded.n`,
      values: [ZONE],
    });
    await tx.query({ name: "bench-ledger-counted", text: `delete from belfry.delivery_marks` });
  });
}
