/**
 * `npm run bench -- alert-look [RULES] [LOOKS]`: what one look for alerts costs, of which there is one a minute, while all
 * rules are enabled and nothing is wrong. The ceiling is the same look with one rule. Linux only: times are read from /proc.
 */
import { systemActor } from "@belfry/model";
import { createEngine, defaultAlertSettings, type Engine } from "@belfry/engine";
import { builtinTriggers } from "@belfry/triggers";
import { numbersOf } from "../support/args.ts";
import { openBenchDatabase, type BenchDatabase } from "../support/bench-database.ts";
import { noteAction } from "../support/bench-engine.ts";
import { copyRule } from "../support/copy-rule.ts";
import { refusedServices } from "../support/refused-services.ts";
import { lookNow, lookUntilKnown } from "./alert-looks.ts";
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

/** Looks so often as to tell what a look costs. */
async function measure(bench: BenchDatabase): Promise<Look> {
  await lookUntilKnown(bench);
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
