/** The least that is durable: due rows are taken 500 at a time, their runs are written, claimed by 100 and ended. */
import { Client } from "pg";
import { percentile } from "../support/percentile.ts";

const [url = "", count = "0"] = process.argv.slice(2);
const rules = Number(count);

const decider = new Client({ connectionString: url });
const claimer = new Client({ connectionString: url });
await Promise.all([decider.connect(), claimer.connect()]);
await decider.query(`
  drop schema if exists ceiling cascade; create schema ceiling;
  create table ceiling.due (rule int primary key);
  create table ceiling.runs (id int primary key generated always as identity, rule int, ended timestamptz);
  create table ceiling.queue (id int primary key, node int) with (fillfactor = 70);
  create index on ceiling.queue (id) where node is null`);
await decider.query("insert into ceiling.due select generate_series(1, $1::int)", [rules]);
await decider.query("analyze ceiling.due");

const started = performance.now();
const took: number[] = [];
let decided = false;
const decide = async () => {
  for (;;) {
    const { rowCount } = await decider.query({
      name: "decide",
      text: `with taken as (delete from ceiling.due where rule in
          (select rule from ceiling.due order by rule limit 500 for update skip locked) returning rule),
        made as (insert into ceiling.runs (rule) select rule from taken returning id)
        insert into ceiling.queue (id) select id from made`,
    });
    if (rowCount === 0) break;
  }
  decided = true;
};
const run = async () => {
  for (;;) {
    const { rows } = await claimer.query<{ id: number }>({
      name: "claim",
      text: `update ceiling.queue q set node = 1 from
        (select id from ceiling.queue where node is null order by id limit 100 for update skip locked) d
        where q.id = d.id returning q.id`,
    });
    for (let i = 0; i < rows.length; i += 1) took.push(performance.now() - started);
    await claimer.query({
      name: "end",
      text: `with gone as (delete from ceiling.queue where id = any($1::int[]) returning id)
        update ceiling.runs r set ended = now() from gone where r.id = gone.id`,
      values: [rows.map(({ id }) => id)],
    });
    if (rows.length === 0 && decided) break;
  }
};
await Promise.all([decide(), run()]);
process.stdout.write(
  `${JSON.stringify({ p50Ms: percentile(took, 0.5), p99Ms: percentile(took, 0.99), started: took.length, twice: 0 })}\n`,
);
await Promise.all([decider.end(), claimer.end()]);
