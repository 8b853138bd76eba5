/**
 * `npm run bench -- kill-worker [TRIALS] [EXECUTIONS]`, also `npm run chaos -- workers`: one of three workers is killed in
 * the middle of its work. How long until the last execution that it held is held by another one or has ended; whether any
 * was lost; whether any action that had finished ran again. There is no faster peer: the bar is two seconds, of which
 * one is the tick by which a death is noticed.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemActor } from "@belfry/model";
import type { Store } from "@belfry/store";
import { numbersOf } from "../support/args.ts";
import { createBenchEngine, noteAction } from "../support/bench-engine.ts";
import { openBenchDatabase } from "../support/bench-database.ts";
import { startNode, type NodeProcess } from "./start-node.ts";

const [trials = 0, executions = 0] = numbersOf(10, 1_500);
const WORKERS = 3;
const SLOW_MS = 20;
const GIVE_UP_MS = 120_000;

await using database = await openBenchDatabase();
const { store, url, folder } = database;
const notes = join(folder, "notes");
appendFileSync(notes, "");
const author = await createBenchEngine({ store, folder, plugin: noteAction(() => undefined) });
const actions = ["one", "two", "three"].map((id) => ({ id, use: "bench.note" }));
await author.saveRule(
  { rule: "bench", name: "Benchmark", triggers: [{ event: "never" }], actions },
  { by: systemActor },
);
await author.setRuleStatus("bench", "enabled", { by: systemActor });

const start = () => startNode({ url, folder, notes, slowMs: SLOW_MS });
const workers: NodeProcess[] = await Promise.all(Array.from({ length: WORKERS }, start));
const resumedMs: number[] = [];
let held = 0;
let lost = 0;
let repeated = 0;
for (let trial = 1; trial <= trials; trial += 1) {
  const { first, victim } = await beginWork(trial);
  await sleep(Math.random() * SLOW_MS * 6);
  const finished = await finishedKeys(store, first);
  const before = countNotes();
  const known = new Map(finished.map((key) => [key, before.get(key) ?? 0]));
  await victim.kill();
  const killedAt = performance.now();
  const orphans = await heldBy(store, victim.node);
  await until(async () => (await stillOrphans(store, orphans)) === 0);
  const took = performance.now() - killedAt;
  resumedMs.push(took);
  held += orphans.length;
  await until(async () => (await openFrom(store, first)) === 0);
  lost += executions - (await endedFrom(store, first));
  const after = countNotes();
  const again = [...known].filter(([key, n]) => after.get(key) !== n).length;
  repeated += again;
  process.stdout.write(`trial ${trial}: it held ${orphans.length}, resumed after ${Math.round(took)} ms\n`);
  workers[workers.indexOf(victim)] = await start();
}
await Promise.all(workers.map((worker) => worker.kill()));
await author.stop();
const exact = lost === 0 && repeated === 0;
process.stdout.write(
  `${JSON.stringify({
    bench: "kill-worker",
    trials,
    executions,
    held,
    worstResumedMs: Math.round(Math.max(...resumedMs)),
    lost,
    repeatedFinishedActions: repeated,
    bars: { worstResumedMs: 2_000, lost: 0, repeatedFinishedActions: 0 },
  })}\n`,
);
if (!exact) process.exitCode = 1;

/** Puts executions into the queue until a worker is in the middle of its work; one may have had its share before the others look. */
async function beginWork(trial: number): Promise<{ readonly first: number; readonly victim: NodeProcess }> {
  for (;;) {
    const first = await fill(store, executions);
    author.tellQueue();
    do {
      for (let n = 0; n < WORKERS; n += 1) {
        const victim = workers[(trial + n) % WORKERS];
        if (victim !== undefined && (await heldBy(store, victim.node)).length > 0) return { first, victim };
      }
    } while ((await openFrom(store, first)) > 0);
  }
}

interface Orphan {
  readonly id: number;
  readonly epoch: number;
}

/** Puts executions into the queue and returns the id of the first. */
async function fill(db: Store, count: number): Promise<number> {
  const { rows } = await db.query<{ first: number }>({
    name: "bench-fill",
    text: `with e as (
        insert into belfry.executions (rule_id, rule_version, trigger, created_at)
        select r.id, r.version, '{"kind":"manual"}', belfry.now() from belfry.rules r, generate_series(1, $1::int)
        returning id, rule_id),
      q as (insert into belfry.execution_queue (id, rule_id, priority, run_at) select id, rule_id, 100, belfry.now() from e)
      select min(id) as first from e`,
    values: [count],
  });
  return rows[0]?.first ?? 0;
}

async function heldBy(db: Store, node: number): Promise<Orphan[]> {
  const { rows } = await db.query<Orphan>({
    name: "bench-held",
    text: "select id, epoch from belfry.execution_queue where node = $1",
    values: [node],
  });
  return rows;
}

/** How many of them nobody has taken up yet. */
async function stillOrphans(db: Store, orphans: readonly Orphan[]): Promise<number> {
  const { rows } = await db.query<{ n: number }>({
    name: "bench-orphans",
    text: `select count(*)::int as n from unnest($1::bigint[], $2::int[]) o (id, epoch)
      join belfry.execution_queue q on q.id = o.id and q.epoch = o.epoch`,
    values: [orphans.map(({ id }) => id), orphans.map(({ epoch }) => epoch)],
  });
  return rows[0]?.n ?? 0;
}

async function finishedKeys(db: Store, first: number): Promise<string[]> {
  const { rows } = await db.query<{ key: string }>({
    name: "bench-finished",
    text: `select (select id from belfry.installation) || '/' || execution_id || '/' || action as key
      from belfry.action_runs where execution_id >= $1 and state = 'success'`,
    values: [first],
  });
  return rows.map(({ key }) => key);
}

async function openFrom(db: Store, first: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>({
    name: "bench-open",
    text: "select count(*)::int as n from belfry.execution_queue where id >= $1",
    values: [first],
  });
  return rows[0]?.n ?? 0;
}

async function endedFrom(db: Store, first: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>({
    name: "bench-ended",
    text: "select count(*)::int as n from belfry.executions where id >= $1 and state = 'success'",
    values: [first],
  });
  return rows[0]?.n ?? 0;
}

function countNotes(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of readFileSync(notes, "utf8").split("\n"))
    if (key !== "") counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

async function until(check: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error("What the benchmark waits for did not happen.");
    await sleep(10);
  }
}
