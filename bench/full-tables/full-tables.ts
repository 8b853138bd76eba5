/**
 * `npm run bench -- full-tables [PENDING] [FINISHED] [DISPATCHED]`: how fast executions are dispatched out of a million that
 * wait, with ten million finished ones beside them, compared with empty tables in the same run; and how long list pages
 * take. Filling takes some minutes and about 10 GB of disk.
 */
import { systemActor } from "@belfry/model";
import { spawnServer } from "../../e2e/support/spawn-server.ts";
import { numbersOf } from "../support/args.ts";
import { createBenchEngine, noteAction } from "../support/bench-engine.ts";
import { openBenchDatabase } from "../support/bench-database.ts";
import { copyRule } from "../support/copy-rule.ts";
import { measureProgram } from "../support/measure-program.ts";
import { percentile } from "../support/percentile.ts";
import { analyzeTables, fillFinished, fillPending } from "./fill-tables.ts";
import { timeListPages } from "./list-pages.ts";

const RULES = 200;
const ROUNDS = 20;
const NORMAL = 100;

const [pending = 0, finished = 0, dispatched = 0] = numbersOf(1_000_000, 10_000_000, 20_000);
await using database = await openBenchDatabase();
const { store, url, folder } = database;
const engine = await createBenchEngine({ store, folder, plugin: noteAction(() => undefined) });
const rule = { rule: "bench", name: "Benchmark", triggers: [{ event: "never" }], actions: [{ use: "bench.note" }] };
await engine.saveRule(rule, { by: systemActor });
await engine.setRuleStatus("bench", "enabled", { by: systemActor });
await engine.stop();
await copyRule(store, "bench", RULES - 1);

const dispatch = () =>
  measureProgram<{ perSecond: number }>(new URL("dispatch.ts", import.meta.url), [url, folder, dispatched]);
// More than are dispatched, so that in both cases something is left to claim until the end.
await fillPending(store, dispatched + 200, NORMAL);
await analyzeTables(store);
const empty = await dispatch();

await fillFinished(store, finished);
await fillPending(store, pending, NORMAL);
await analyzeTables(store);
const full = await dispatch();

const pages = await (async () => {
  const settings = { DATABASE_URL: url, BELFRY_DATA_DIR: folder, BELFRY_ROLES: "api", PATH: process.env["PATH"] ?? "" };
  await using server = await spawnServer(settings);
  return await timeListPages(server, ROUNDS);
})();
const p95 = [...pages].map(([path, took]) => [path, percentile(took, 0.95)] as const);
const slower = Math.round((1 - full.perSecond / empty.perSecond) * 1_000) / 10;
process.stdout.write(
  `${JSON.stringify({
    bench: "full-tables",
    pending,
    finished,
    dispatched,
    perSecond: full.perSecond,
    emptyPerSecond: empty.perSecond,
    slowerPercent: slower,
    worstPageP95Ms: Math.max(...p95.map(([, ms]) => ms)),
    pagesP95Ms: Object.fromEntries(p95),
    bars: { slowerPercent: 20, worstPageP95Ms: 200 },
  })}\n`,
);
