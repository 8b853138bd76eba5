/**
 * `npm run bench -- alert-look [RULES] [LOOKS]`: what one look for alerts costs, of which there is one a minute, while all
 * rules are enabled and nothing is wrong. The ceiling is the same look with one rule. Linux only: times are read from /proc.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { systemActor } from "@belfry/model";
import { createEngine, defaultAlertSettings, type Engine } from "@belfry/engine";
import { builtinTriggers } from "@belfry/triggers";
import { numbersOf } from "../support/args.ts";
import { openBenchDatabase, type BenchDatabase } from "../support/bench-database.ts";
import { noteAction } from "../support/bench-engine.ts";
import { copyRule } from "../support/copy-rule.ts";
import { refusedServices } from "../support/refused-services.ts";
import { cpuSeconds, cpuSecondsOfServer } from "./cpu-seconds.ts";

interface Look {
  readonly ms: number;
  readonly cpuMs: number;
  readonly postgresCpuMs: number | undefined;
}

const [rules = 0, looks = 0] = numbersOf(10_000, 100);
await using database = await openBenchDatabase();
const engine = await start(database);
const ceiling = await measure(database);
await copyRule(database.store, "idle", rules - 1);
const belfry = await measure(database);
await engine.stop();
const perMinute = Math.round((belfry.cpuMs / 60_000) * 100_000) / 1_000;
process.stdout.write(
  `${JSON.stringify({ bench: "alert-look", rules, looks, perLook: belfry, cpuPercent: perMinute, ceiling })}\n`,
);

async function start({ store, folder }: BenchDatabase): Promise<Engine> {
  const running = await createEngine(
    {
      store,
      plugins: [builtinTriggers, noteAction(() => undefined)],
      services: refusedServices(folder),
      hooks: { alertSettings: async () => defaultAlertSettings },
    },
    { roles: ["scheduler"] },
  );
  running.events.on("engine.error", ({ where, error }) => process.stderr.write(`${where}: ${String(error)}\n`));
  const month = ((new Date().getUTCMonth() + 6) % 12) + 1;
  const triggers = [{ cron: `0 0 1 ${month} *`, timezone: "UTC" }];
  const rule = { rule: "idle", name: "Idle", triggers, actions: [{ use: "bench.note" }] };
  await running.saveRule(rule, { by: systemActor });
  await running.setRuleStatus("idle", "enabled", { by: systemActor });
  await running.start();
  return running;
}

/** Looks until every rule is known, and then so often as to tell what a look costs. */
async function measure(bench: BenchDatabase): Promise<Look> {
  for (;;) {
    await lookNow(bench);
    const { rows } = await bench.store.query<{ left: number }>({
      name: "bench-unwatched",
      text: `select (select count(*) from belfry.rules)::int - (select count(*) from belfry.alert_watches where silent_at > belfry.now())::int
        + (select count(*) from belfry.trigger_plans where extend_at < belfry.now() + interval '60 seconds')::int as left`,
    });
    if (rows[0]?.left === 0) break;
  }
  const before = used(bench);
  for (let n = 0; n < looks; n += 1) await lookNow(bench);
  const after = used(bench);
  return {
    ms: each(before.at, after.at),
    cpuMs: each(before.cpuMs, after.cpuMs),
    postgresCpuMs:
      before.postgresMs === undefined || after.postgresMs === undefined
        ? undefined
        : each(before.postgresMs, after.postgresMs),
  };
}

/** Makes a look due, and waits until it is done. */
async function lookNow({ store }: BenchDatabase): Promise<void> {
  await store.query({ name: "bench-look", text: "update belfry.alert_looks set next_at = belfry.now()" });
  await store.query({ name: "bench-tell", text: "select pg_notify('belfry', 'windows')" });
  for (;;) {
    const { rows } = await store.query<{ done: boolean }>({
      name: "bench-looked",
      text: "select next_at > belfry.now() as done from belfry.alert_looks",
    });
    if (rows[0]?.done === true) return;
    await sleep(5);
  }
}

function each(from: number, to: number): number {
  return Math.round(((to - from) / looks) * 100) / 100;
}

function used({ serverPid }: BenchDatabase) {
  return {
    at: performance.now(),
    cpuMs: cpuSeconds(process.pid) * 1_000,
    postgresMs: serverPid === undefined ? undefined : cpuSecondsOfServer(serverPid) * 1_000,
  };
}
