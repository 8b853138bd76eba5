/** Belfry as it is: the event is accepted durably, its rule judged, its execution claimed, its action begun. */
import { systemActor } from "@belfry/model";
import { openStore } from "@belfry/store";
import { createBenchEngine, noteAction } from "../support/bench-engine.ts";
import { percentile } from "../support/percentile.ts";
import { atRate } from "./at-rate.ts";

const [url = "", folder = "", count = "0", perSecond = "0"] = process.argv.slice(2);
const events = Number(count);
/** The first second warms up: plans are prepared, the rule is compiled. */
const warmUp = Number(perSecond);

await using store = openStore({ url });
const begun = new Map<number, number>();
const all = Promise.withResolvers<void>();
let started = 0;
const plugin = noteAction((ctx) => {
  begun.set(ctx.execution.id, performance.now());
  started += 1;
  if (started === events + warmUp) all.resolve();
});
const engine = await createBenchEngine({ store, folder, plugin });
await engine.start();
const rule = {
  rule: "bench",
  name: "Benchmark",
  triggers: [{ event: "order.paid" }],
  actions: [{ use: "bench.note" }],
};
await engine.saveRule(rule, { by: systemActor });
await engine.setRuleStatus("bench", "enabled", { by: systemActor });

const sentAt = new Map<number, number>();
const send = async (n: number) => {
  const sent = performance.now();
  const event = { source: "/bench", id: String(n), type: "order.paid", data: { n } };
  const [accepted] = await engine.acceptEvents([event], { broughtBy: "bench" });
  const [decision] = accepted?.decisions ?? [];
  if (decision?.executionId != null && n >= warmUp) sentAt.set(decision.executionId, sent);
};
await atRate(warmUp + events, Number(perSecond), send);
const impatient = setTimeout(() => all.resolve(), 30_000);
await all.promise;
clearTimeout(impatient);
const took = [...sentAt].map(([execution, sent]) => (begun.get(execution) ?? Number.POSITIVE_INFINITY) - sent);
await engine.stop();
process.stdout.write(
  `${JSON.stringify({ p50Ms: percentile(took, 0.5), p99Ms: percentile(took, 0.99), started: took.filter(Number.isFinite).length })}\n`,
);
