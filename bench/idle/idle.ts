/**
 * `npm run bench -- idle-10k [RULES] [SECONDS]`: what a whole server (API, scheduler and worker) costs while none of its rules
 * is due. The ceiling is the same server with one rule. Linux only: times are read from /proc.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { systemActor } from "@belfry/model";
import { spawnServer } from "../../e2e/support/spawn-server.ts";
import { numbersOf } from "../support/args.ts";
import { createBenchEngine, noteAction } from "../support/bench-engine.ts";
import { openBenchDatabase, type BenchDatabase } from "../support/bench-database.ts";
import { copyRule } from "../support/copy-rule.ts";
import { lookUntilKnown } from "./alert-looks.ts";
import { cpuSeconds, cpuSecondsOfServer } from "./cpu-seconds.ts";

interface Idle {
  readonly cpuPercent: number;
  readonly postgresCpuPercent: number | undefined;
  readonly queriesPerSecond: number;
}

const [rules = 0, seconds = 0] = numbersOf(10_000, 30);
// What autovacuum does after ten thousand rules were written is no query of Belfry's, and would be counted.
await using database = await openBenchDatabase({ autovacuum: "off" });
const ceiling = await measureWith(database, 0);
const belfry = await measureWith(database, rules - 1);
process.stdout.write(
  `${JSON.stringify({
    bench: "idle",
    rules,
    seconds,
    ...belfry,
    ceiling,
    bars: { cpuPercent: 1, queriesPerSecond: 2 },
  })}\n`,
);

/** Adds so many rules that are due once a year, and measures the server that has them. */
async function measureWith({ store, folder, url, serverPid }: BenchDatabase, copies: number): Promise<Idle> {
  const plugin = noteAction(() => undefined);
  const engine = await createBenchEngine({ store, folder, plugin });
  // Far from now in both directions.
  const month = ((new Date().getUTCMonth() + 6) % 12) + 1;
  const triggers = [{ cron: `0 0 1 ${month} *`, timezone: "UTC" }];
  const actions = [{ use: "flow.assert", with: { that: true } }];
  const rule = { rule: "idle", name: "Idle", triggers, actions: copies === 0 ? [{ use: "bench.note" }] : actions };
  if (copies === 0) {
    await engine.saveRule(rule, { by: systemActor });
    await engine.setRuleStatus("idle", "enabled", { by: systemActor });
  } else await copyRule(store, "idle", copies);
  await engine.stop();

  await using server = await spawnServer({
    DATABASE_URL: url,
    BELFRY_DATA_DIR: folder,
    PATH: process.env["PATH"] ?? "",
  });
  // Planning all of them, and the first look of everything else, is not idleness.
  await lookUntilKnown({ store });
  // A session that has become idle says what it did after ten seconds.
  await sleep(Math.min(12_000, seconds * 1_000));
  const before = await look(server.pid, serverPid);
  await sleep(seconds * 1_000);
  const after = await look(server.pid, serverPid);
  const percent = (used: number) => Math.round((used / seconds) * 10_000) / 100;
  return {
    cpuPercent: percent(after.cpu - before.cpu),
    postgresCpuPercent:
      before.postgres === undefined || after.postgres === undefined
        ? undefined
        : percent(after.postgres - before.postgres),
    // Each statement outside a transaction is one of its own. The look itself is not counted.
    queriesPerSecond: Math.round(((after.transactions - before.transactions - 1) / seconds) * 100) / 100,
  };
}

async function look(pid: number, serverPid: number | undefined) {
  const { rows } = await database.store.query<{ transactions: number }>({
    name: "bench-transactions",
    text: "select xact_commit + xact_rollback as transactions from pg_stat_database where datname = current_database()",
  });
  return {
    transactions: rows[0]?.transactions ?? 0,
    cpu: cpuSeconds(pid),
    postgres: serverPid === undefined ? undefined : cpuSecondsOfServer(serverPid),
  };
}
