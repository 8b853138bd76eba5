/** Belfry as it is, with slots, logs, retries, leases and events on. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine } from "@belfry/engine";
import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { migrate, openStore } from "@belfry/store";
import { builtinTriggers } from "@belfry/triggers";
import { z } from "zod";
import { refusedServices } from "../support/refused-services.ts";
import { systemActor } from "@belfry/model";

const [url = "", count = "20000"] = process.argv.slice(2);
const EXECUTIONS = Number(count);
const IN_FLIGHT = 100;

await migrate({ url });
const folder = await mkdtemp(join(tmpdir(), "belfry-bench-files-"));
const store = openStore({ url });
const noop = defineAction({
  id: "bench.noop",
  displayName: { zh: "空动作", en: "No-op" },
  description: { zh: "什么也不做", en: "Does nothing" },
  input: z.strictObject({}),
  idempotent: true,
  run: async () => ({}),
});
const engine = await createEngine(
  {
    store,
    plugins: [definePlugin({ name: "bench", version: "0", actions: [noop] }), builtinTriggers],
    services: refusedServices(folder, "Asia/Shanghai"),
  },
  { concurrency: IN_FLIGHT },
);
engine.events.on("engine.error", ({ where, error }) => process.stderr.write(`${where}: ${String(error)}\n`));

await engine.saveRule(
  {
    rule: "bench",
    name: "Benchmark",
    triggers: [{ cron: "* * * * * *" }],
    inputs: { type: "object", properties: { text: { type: "string" } } },
    retry: { attempts: 3 },
    actions: [
      { id: "one", use: "bench.noop" },
      { id: "two", use: "bench.noop" },
      { id: "three", use: "bench.noop" },
    ],
  },
  { by: systemActor },
);
// The work lies ready before the clock starts, as it does for the ceiling.
const text = "x".repeat(1_000);
await store.query({
  name: "bench-fill",
  text: `with e as (
      insert into belfry.executions (rule_id, rule_version, trigger, inputs, created_at)
      select r.id, r.version, '{"kind":"manual"}', jsonb_build_object('text', $2::text), belfry.now() from belfry.rules r, generate_series(1, $1::int)
      returning id, rule_id)
    insert into belfry.execution_queue (id, rule_id, priority, run_at, turn_at) select id, rule_id, 100, belfry.now(), belfry.now() from e`,
  values: [EXECUTIONS, text],
});
await store.query({ name: "bench-analyze", text: "analyze belfry.execution_queue" });
await engine.setRuleStatus("bench", "enabled", { by: systemActor });

const claimedAt = new Map<number, number>();
const took: number[] = [];
const done = Promise.withResolvers<void>();
engine.events.on("execution.claimed", ({ executionId }) => claimedAt.set(executionId, performance.now()));
engine.events.on("execution.ended", ({ executionId, state }) => {
  if (state !== "success") process.stderr.write(`execution ${executionId} ended as ${state}\n`);
  took.push(performance.now() - (claimedAt.get(executionId) ?? Number.NaN));
  claimedAt.delete(executionId);
  if (took.length === EXECUTIONS) done.resolve();
});
const started = performance.now();
await engine.start();
await done.promise;
const seconds = (performance.now() - started) / 1_000;
took.sort((a, b) => a - b);
process.stdout.write(
  `${JSON.stringify({ perSecond: EXECUTIONS / seconds, p99Ms: took[Math.floor(took.length * 0.99)] })}\n`,
);
await engine.stop();
await store.close();
await rm(folder, { recursive: true, force: true });
