/**
 * The ceiling: claims in batches, keeps 100 executions in flight, writes each of three checkpoints durably before the next
 * with write combining and an epoch check, deletes the queue row at the end. No slots, logs, retries, leases, events, no
 * expressions, no history.
 */
import { Client } from "pg";

const [url = "", count = "20000"] = process.argv.slice(2);
const EXECUTIONS = Number(count);
const IN_FLIGHT = 100;
const payload = JSON.stringify({ text: "x".repeat(1_000) });

const claimer = new Client({ connectionString: url });
const flusher = new Client({ connectionString: url });
await Promise.all([claimer.connect(), flusher.connect()]);
await claimer.query(`
  drop schema if exists ceiling cascade; create schema ceiling;
  create table ceiling.queue (id bigint primary key, run_at timestamptz not null, node int, epoch int not null default 0, input jsonb) with (fillfactor = 70);
  create index on ceiling.queue (run_at) where node is null;
  create table ceiling.steps (id bigint, step int, output jsonb, primary key (id, step))`);
await claimer.query("insert into ceiling.queue (id, run_at, input) select i, now(), $1 from generate_series(1, $2) i", [
  payload,
  EXECUTIONS,
]);
await claimer.query("analyze ceiling.queue");

interface Write {
  readonly id: number;
  readonly epoch: number;
  readonly step: number;
  readonly done: () => void;
}
let gathering: Write[] = [];
let flushing = false;
async function flush(): Promise<void> {
  if (flushing) return;
  flushing = true;
  while (gathering.length > 0) {
    const batch = gathering.toSorted((a, b) => a.id - b.id);
    gathering = [];
    await flusher.query({
      name: "flush",
      text: `
        with w as (
          select * from unnest($1::bigint[], $2::int[], $3::int[]) w (id, epoch, step)
        ), held as (
          update ceiling.queue q set epoch = q.epoch from w where w.step < 3 and q.id = w.id and q.epoch = w.epoch returning q.id
        ), gone as (
          delete from ceiling.queue q using w where w.step = 3 and q.id = w.id and q.epoch = w.epoch returning q.id
        )
        insert into ceiling.steps
        select w.id, w.step, '{}' from w join (select id from held union all select id from gone) ok using (id)
        on conflict do nothing`,
      values: [batch.map((write) => write.id), batch.map((write) => write.epoch), batch.map((write) => write.step)],
    });
    for (const write of batch) write.done();
  }
  flushing = false;
}
function checkpoint(id: number, epoch: number, step: number): Promise<void> {
  return new Promise((done) => {
    gathering.push({ id, epoch, step, done });
    setImmediate(() => void flush());
  });
}

const took: number[] = [];
let ended = 0;
let inFlight = 0;
let room: (() => void) | undefined;
async function run(id: number, epoch: number): Promise<void> {
  const started = performance.now();
  for (let step = 1; step <= 3; step += 1) await checkpoint(id, epoch, step);
  took.push(performance.now() - started);
  ended += 1;
  inFlight -= 1;
  room?.();
}

const started = performance.now();
while (ended < EXECUTIONS) {
  if (inFlight > IN_FLIGHT * 0.75) {
    await new Promise<void>((resolve) => (room = resolve));
    continue;
  }
  const { rows } = await claimer.query<{ id: string; epoch: number }>({
    name: "claim",
    text: `update ceiling.queue q set node = 1, epoch = q.epoch + 1 from
      (select id from ceiling.queue where node is null and run_at <= now() order by run_at limit $1 for update skip locked) d
      where q.id = d.id returning q.id, q.epoch, q.input`,
    values: [IN_FLIGHT - inFlight],
  });
  inFlight += rows.length;
  for (const row of rows) void run(Number(row.id), row.epoch);
  if (rows.length === 0 && ended < EXECUTIONS) await new Promise<void>((resolve) => (room = resolve));
}
const seconds = (performance.now() - started) / 1_000;
took.sort((a, b) => a - b);
process.stdout.write(
  `${JSON.stringify({ perSecond: EXECUTIONS / seconds, p99Ms: took[Math.floor(took.length * 0.99)] })}\n`,
);
await Promise.all([claimer.end(), flusher.end()]);
