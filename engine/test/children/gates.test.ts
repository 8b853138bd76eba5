import { expect, test } from "vitest";
import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { z } from "zod";
import { tester } from "@belfry/testkit";
import { signal, startEngine, useEngine } from "../start-engine.ts";

const engine = useEngine();
const named = { type: "object", properties: { name: { type: "string" } } };

/** An action that counts how many of it run at once, on all nodes that get the plugin. */
function counter() {
  const seen = { now: 0, most: 0, runs: 0 };
  const count = defineAction({
    id: "count.busy",
    displayName: { zh: "count", en: "count" },
    description: { zh: "count", en: "count" },
    input: z.strictObject({}),
    idempotent: true,
    async run() {
      seen.now += 1;
      seen.runs += 1;
      seen.most = Math.max(seen.most, seen.now);
      await new Promise((resolve) => setTimeout(resolve, 3));
      seen.now -= 1;
      return {};
    },
  });
  return { seen, plugin: definePlugin({ name: "count", version: "0", actions: [count] }) };
}

test("the limit of a rule is kept exactly by two nodes, and used to the full", async () => {
  const { seen, plugin } = counter();
  await using one = await startEngine({ plugins: [plugin] });
  await using two = await startEngine({ plugins: [plugin], database: one.database });
  const slug = await one.rule({
    rule: "limited",
    forEach: Array.from({ length: 60 }, (_, i) => i),
    concurrency: { limit: 3 },
    actions: [{ use: "count.busy" }],
  });
  const parents = [await one.run(slug), await two.run(slug)];
  for (const parent of parents) expect((await one.reached(parent, "success")).children).toEqual({ success: 60 });

  expect(seen.runs).toBe(120);
  expect(seen.most).toBe(3);
  expect([...one.errors, ...two.errors]).toEqual([]);
});

test("a place is kept through retries and waits, and is free after the end", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "keeps",
    inputs: named,
    concurrency: { limit: 1 },
    retry: { attempts: 2, delay: "10s" },
    actions: [
      { use: "test.fail", with: { until: 2 } },
      { use: "test.wait" },
      { use: "test.block", with: { name: "${{ inputs.name }}" } },
    ],
  });
  const first = await t.run(slug, { name: "k1" });
  const second = await t.run(slug, { name: "k2" });
  const isPending = async () => (await t.engine.getExecution(second)).state === "pending";
  await t.reached(first, "retrying");
  expect(await isPending()).toBe(true);
  await t.database.clock.advance(10_000);
  await t.reached(first, "waiting");
  expect(await isPending()).toBe(true);
  await signal(t, first);
  await t.actions.begun("k1");
  expect(await isPending()).toBe(true);
  t.actions.release("k1");
  await t.reached(first, "success");
  await t.reached(second, "retrying");
});

test("a signal does not let an execution in that waits at the gate", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "closed",
    inputs: named,
    concurrency: { limit: 1 },
    actions: [{ use: "test.block", with: { name: "${{ inputs.name }}" } }],
  });
  const first = await t.run(slug, { name: "c1" });
  const second = await t.run(slug, { name: "c2" });
  await t.actions.begun("c1");
  await signal(t, second);
  await t.database.clock.advance(1_000);
  expect((await t.engine.getExecution(second)).state).toBe("pending");
  t.actions.release("c1");
  t.actions.release("c2");
  await t.reached(first, "success");
  await t.reached(second, "success");
});

test("onBusy skip starts no second one, by schedule or by hand, and says how busy it was", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "skips",
    triggers: [{ cron: "*/5 * * * *", timezone: "UTC" }],
    concurrency: { limit: 1, onBusy: "skip" },
    actions: [{ use: "test.block", with: { name: "skips" } }],
  });
  const first = await t.run(slug);
  await t.actions.begun("skips");
  expect(await t.engine.triggerRule(slug, { by: tester, idempotencyKey: "k" })).toEqual({
    fate: "overlap-skipped",
    executionId: null,
    detail: { running: 1, limit: 1 },
  });
  const now = (await t.database.clock.now()).getTime();
  await t.moveTo(new Date(Math.ceil((now + 1) / 300_000) * 300_000));
  expect((await t.engine.reconcileSlots(slug)).fates).toMatchObject({ "overlap-skipped": 1 });
  t.actions.release("skips");
  await t.reached(first, "success");
  // A start that was skipped has not used up its key.
  expect((await t.engine.triggerRule(slug, { by: tester, idempotencyKey: "k" })).fate).toBe("fired");
});

test("a retried parent of a rule with a limit does not wait for the children that wait for it", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "no-deadlock",
    vars: {},
    forEach: "vars.list",
    concurrency: { limit: 1 },
    actions: [{ use: "test.echo" }],
  });
  const id = await t.run(slug);
  await t.reached(id, "failed");
  await t.engine.setVariables({ list: [1, 2] }, { by: tester });
  await t.engine.retryExecution(id, { by: tester });
  expect((await t.reached(id, "success")).children).toEqual({ success: 2 });
});
