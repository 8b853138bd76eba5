import { expect, test } from "vitest";
import { builtinTriggers } from "@belfry/triggers";
import { startTestEngine, tester } from "@belfry/testkit";

const rule = (version: number) => ({
  rule: "busy",
  name: `busy ${version}`,
  triggers: [{ event: "order.paid" }, { cron: "* * * * * *" }],
  concurrency: { limit: 3 },
  actions: [{ use: "test.echo" }],
});

test("a rule is changed at once while events come in without a pause, start it, wait at its gate and end", async () => {
  await using t = await startTestEngine({ plugins: [builtinTriggers], concurrency: 8 });
  await t.rule(rule(0));
  let busy = true;
  let n = 0;
  const senders = Array.from({ length: 6 }, async () => {
    while (busy) {
      n += 1;
      const event = { type: "order.paid", source: "shop", id: `e-${n}`, data: {} };
      await t.engine.acceptEvents([event], { broughtBy: "test" });
    }
  });
  const took: number[] = [];
  for (let change = 1; change <= 8; change += 1) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    const began = performance.now();
    if (change % 4 === 0) await t.engine.saveRule({ ...rule(change) }, { by: tester });
    else await t.engine.setRuleStatus("busy", change % 2 === 1 ? "disabled" : "enabled", { by: tester });
    took.push(Math.round(performance.now() - began));
  }
  busy = false;
  await Promise.all(senders);
  expect(n).toBeGreaterThan(50);
  expect(Math.max(...took), `each change took: ${took.join(", ")} ms`).toBeLessThan(30_000);
  expect(t.errors).toEqual([]);
}, 300_000);
