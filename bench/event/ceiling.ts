/** The least that is durable: an event and its work in one transaction with a notification, and a claim. No rules. */
import { Client, Pool } from "pg";
import { percentile } from "../support/percentile.ts";
import { atRate } from "./at-rate.ts";

const [url = "", , count = "0", perSecond = "0"] = process.argv.slice(2);
const events = Number(count);

const pool = new Pool({ connectionString: url, max: 10 });
const listener = new Client({ connectionString: url });
const claimer = new Client({ connectionString: url });
await Promise.all([listener.connect(), claimer.connect()]);
await pool.query(`
  drop schema if exists ceiling cascade; create schema ceiling;
  create table ceiling.events (id int primary key, data jsonb);
  create table ceiling.queue (id int primary key, node int) with (fillfactor = 70);
  create index on ceiling.queue (id) where node is null`);

const sentAt = new Map<number, number>();
const took: number[] = [];
const all = Promise.withResolvers<void>();
let claiming: Promise<void> | undefined;
let again = false;
const claimAll = async () => {
  do {
    again = false;
    const { rows } = await claimer.query<{ id: number }>({
      name: "claim",
      text: `update ceiling.queue q set node = 1 from
        (select id from ceiling.queue where node is null order by id limit 50 for update skip locked) d
        where q.id = d.id returning q.id`,
    });
    for (const { id } of rows) took.push(performance.now() - (sentAt.get(id) ?? Number.NaN));
    if (took.length === events) all.resolve();
  } while (again);
  claiming = undefined;
};
listener.on("notification", () => {
  again = true;
  claiming ??= claimAll();
});
await listener.query("listen ceiling");
await atRate(events, Number(perSecond), async (n) => {
  sentAt.set(n, performance.now());
  await pool.query({
    name: "accept",
    text: `with e as (insert into ceiling.events values ($1, $2) returning id),
      q as (insert into ceiling.queue (id) select id from e) select pg_notify('ceiling', '')`,
    values: [n, { n }],
  });
});
await all.promise;
process.stdout.write(
  `${JSON.stringify({ p50Ms: percentile(took, 0.5), p99Ms: percentile(took, 0.99), started: took.length })}\n`,
);
// A notification that comes late is claimed for too: it ends before its connection does.
await listener.end();
await claiming;
await Promise.all([pool.end(), claimer.end()]);
