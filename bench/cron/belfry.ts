/** Belfry with so many rules that are due at one minute, and the time from the minute to each first action. */
import { systemActor } from "@belfry/model";
import { openStore } from "@belfry/store";
import { createBenchEngine, noteAction } from "../support/bench-engine.ts";
import { copyRule } from "../support/copy-rule.ts";
import { percentile } from "../support/percentile.ts";

const [url = "", folder = "", count = "0"] = process.argv.slice(2);
const rules = Number(count);
const GIVE_UP_MS = 600_000;

await using store = openStore({ url });
const begun = new Map<number, number>();
let twice = 0;
const all = Promise.withResolvers<void>();
let ended = 0;
const plugin = noteAction((ctx) => {
  if (begun.has(ctx.execution.id)) twice += 1;
  else begun.set(ctx.execution.id, Date.now());
});
const engine = await createBenchEngine({ store, folder, plugin }, { concurrency: 100 });
engine.events.on("execution.ended", () => {
  ended += 1;
  if (ended === rules) all.resolve();
});

// All of them are planned before the minute comes: a thousand rules take a moment to copy and some to plan.
const leadMs = 5_000 + rules * 1.5;
const due = new Date(Math.ceil((Date.now() + leadMs) / 60_000) * 60_000);
const cron = `${due.getUTCMinutes()} ${due.getUTCHours()} ${due.getUTCDate()} ${due.getUTCMonth() + 1} *`;
const rule = {
  rule: "bench",
  name: "Benchmark",
  triggers: [{ cron, timezone: "UTC" }],
  actions: [{ use: "bench.note" }],
};
await engine.saveRule(rule, { by: systemActor });
await engine.setRuleStatus("bench", "enabled", { by: systemActor });
await copyRule(store, "bench", rules - 1);
await engine.start();
process.stderr.write(`${rules} rules are due at ${due.toISOString()}\n`);
const impatient = setTimeout(() => all.resolve(), due.getTime() - Date.now() + GIVE_UP_MS);
await all.promise;
clearTimeout(impatient);
const took = [...begun.values()].map((at) => at - due.getTime());
await engine.stop();
process.stdout.write(
  `${JSON.stringify({ p50Ms: percentile(took, 0.5), p99Ms: percentile(took, 0.99), started: begun.size, twice })}\n`,
);
