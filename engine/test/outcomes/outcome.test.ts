import { CHAIN_DEPTH, defineAction, definePlugin } from "@belfry/plugin-kit";
import { expect, test } from "vitest";
import { z } from "zod";
import { tester, type TestEngine } from "@belfry/testkit";
import { startEngine, useEngine } from "../start-engine.ts";

const engine = useEngine();

const note = { id: "note", use: "test.echo", with: { value: "${{ event.data.executionId }}" } };
const fails = { id: "load", use: "test.fail", with: { retryable: false, message: "the file is not there" } };
const works = { id: "load", use: "test.echo" };

const watching = (rule: string, trigger: Record<string, unknown>) => ({ rule, triggers: [trigger], actions: [note] });

/** A rule that starts when another one has ended. */
const both = (rule: string, other: string) => ({
  rule,
  triggers: [{ outcome: "ended", rule: other }],
  actions: [works],
});

/** Waits until all ends are told and nothing runs any more. */
async function told(t: TestEngine): Promise<void> {
  await t.quiet();
  await t.until(async () => {
    const { rows } = await t.database.store.query<{ n: number }>({
      name: "test-untold",
      text: "select count(*)::int as n from belfry.rule_outcomes",
    });
    return rows[0]?.n === 0;
  });
  await t.quiet();
}

/** How many executions these rules have together. Nodes look at once instead of within a second. */
async function countOf(t: TestEngine, ...slugs: string[]): Promise<number> {
  await t.database.store.query({ name: "test-wake", text: "select pg_notify('belfry', 'clock')" });
  return (await Promise.all(slugs.map((slug) => t.executions(slug)))).flat().length;
}

test("a rule fires once when another one fails, and is told why", async () => {
  const t = engine();
  await t.rule({ rule: "night-load", actions: [fails] });
  await t.rule(watching("alarm", { outcome: "failed", rule: "night-load" }));
  await t.rule(watching("cheer", { outcome: "success", rule: "night-load" }));
  const id = await t.run("night-load");
  await t.reached(id, "failed");
  await told(t);

  expect(await t.executions("cheer")).toEqual([]);
  const [execution, ...others] = await t.executions("alarm");
  expect(others).toEqual([]);
  expect(execution).toMatchObject({
    state: "success",
    trigger: {
      kind: "outcome",
      id: "outcome-1",
      event: {
        source: "belfry:/rules/night-load",
        id: `${id}/0`,
        type: "belfry.execution.failed",
        subject: String(id),
        depth: 1,
        data: {
          rule: "night-load",
          executionId: id,
          state: "failed",
          failure: { code: "TOLD_TO_FAIL", message: "the file is not there", action: "load" },
        },
      },
    },
  });
  expect(t.errors).toEqual([]);
});

test("an execution that is tried again ends again, and that is told as well", async () => {
  const t = engine();
  await t.rule({ rule: "twice", actions: [fails] });
  await t.rule(watching("count", { outcome: "ended", rule: "twice" }));
  const id = await t.run("twice");
  await t.reached(id, "failed");
  await t.engine.retryExecution(id, { by: tester });
  await t.reached(id, "failed");
  await told(t);
  const ids = (await t.executions("count")).map(({ trigger }) => (trigger["event"] as { id: string }).id);
  expect(ids).toEqual([`${id}/0`, `${id}/1`]);
});

test("of a rule with forEach its parent counts, and not each item", async () => {
  const t = engine();
  await t.rule({ rule: "many", forEach: [1, 2, 3], actions: [works] });
  await t.rule(watching("many-done", { outcome: "success", rule: "many" }));
  const id = await t.run("many");
  await t.reached(id, "success");
  await told(t);
  expect((await t.executions("many-done")).map(({ trigger }) => trigger["event"])).toMatchObject([
    { data: { executionId: id } },
  ]);
});

test("rules are watched by their labels, also those that get them later, and never the watching one", async () => {
  const t = engine();
  const labels = { team: "night" };
  await t.rule({ ...watching("guard", { outcome: "success", labels }), labels });
  await t.rule({ rule: "before", actions: [works], labels });
  await t.rule({ rule: "other", actions: [works] });
  for (const slug of ["before", "other"]) await t.reached(await t.run(slug), "success");
  await t.engine.saveRule({ rule: "other", name: "测试", actions: [works], labels }, { by: tester });
  await t.engine.saveRule({ rule: "before", name: "测试", actions: [works] }, { by: tester });
  for (const slug of ["before", "other"]) await t.reached(await t.run(slug), "success");
  await told(t);
  const rules = (await t.executions("guard")).map(
    ({ trigger }) => (trigger["event"] as { data: { rule: string } }).data.rule,
  );
  expect(rules).toEqual(["before", "other"]);
});

test("a disabled rule is told nothing, and nothing is written for rules that nobody watches", async () => {
  const t = engine();
  await t.rule({ rule: "watched", actions: [works] });
  await t.rule(watching("sleeper", { outcome: "success", rule: "watched" }));
  await t.engine.setRuleStatus("sleeper", "disabled", { by: tester });
  await t.reached(await t.run("watched"), "success");
  await t.engine.setRuleStatus("sleeper", "enabled", { by: tester });
  const id = await t.run("watched");
  await t.reached(id, "success");
  await told(t);
  expect((await t.executions("sleeper")).map(({ trigger }) => trigger["event"])).toMatchObject([{ id: `${id}/0` }]);
});

test("a rule that its own end starts is stopped at the depth, with the reason beside its last event", async () => {
  const t = engine();
  await t.rule({ rule: "self", triggers: [{ outcome: "success", rule: "self" }], actions: [works] });
  await t.run("self");
  await t.until(async () => (await countOf(t, "self")) === 17);
  await told(t);
  const [last] = await t.engine.listEvents({ rule: "self", limit: 1 });
  expect(last?.fates).toEqual({ "condition-error": 1 });
  const { decisions } = await t.engine.getEvent(last?.id ?? 0);
  expect(decisions[0]?.detail).toEqual({
    message: "It is the 17th of a chain of events and calls: the rules go in circles.",
  });
  expect(await countOf(t, "self")).toBe(17);
});

test("two rules that start each other are stopped as well", async () => {
  const t = engine();
  await t.engine.saveRule({ name: "测试", ...both("ping", "pong") }, { by: tester });
  await t.rule(both("pong", "ping"));
  await t.engine.setRuleStatus("ping", "enabled", { by: tester });
  await t.run("ping");
  await t.until(async () => (await countOf(t, "ping", "pong")) === 17);
  await told(t);
  expect(await countOf(t, "ping", "pong")).toBe(17);
});

test("a rule that its own events start is stopped as well, also where they come back from outside", async () => {
  const outside: { engine?: TestEngine["engine"] } = {};
  const plugin = definePlugin({
    name: "test-publish",
    version: "1",
    actions: [
      defineAction({
        id: "test.publish",
        displayName: { zh: "发布", en: "Publish" },
        description: { zh: "发布", en: "Publishes" },
        input: z.strictObject({}),
        idempotent: true,
        async run(ctx) {
          const attributes = { [CHAIN_DEPTH]: ctx.execution.depth + 1 };
          const event = { source: "/loop", id: ctx.idempotencyKey, type: "loop", attributes, data: null };
          await outside.engine?.acceptEvents([event], { broughtBy: "test" });
          return null;
        },
      }),
    ],
  });
  await using t = await startEngine({ plugins: [plugin] });
  outside.engine = t.engine;
  await t.rule({ rule: "loop", triggers: [{ event: "loop" }], actions: [{ id: "publish", use: "test.publish" }] });
  await t.run("loop");
  await t.until(async () => (await countOf(t, "loop")) === 17);
  await told(t);
  const [last] = await t.engine.listEvents({ rule: "loop", limit: 1 });
  expect(last?.fates).toEqual({ "condition-error": 1 });
  expect(await t.engine.getEvent(last?.id ?? 0)).toMatchObject({ depth: 17 });
  expect(await countOf(t, "loop")).toBe(17);
});

test("a rule that names one that is not there is saved with a warning and not enabled", async () => {
  const t = engine();
  const { warnings } = await t.engine.saveRule(
    { name: "测试", ...watching("lonely", { outcome: "failed", rule: "nobody" }) },
    { by: tester },
  );
  expect(warnings).toMatchObject([{ path: "triggers[0]", message: "There is no rule nobody." }]);
  await expect(t.engine.setRuleStatus("lonely", "enabled", { by: tester })).rejects.toMatchObject({
    code: "RULE_INVALID",
  });
});

test("who is restricted to labels watches no rules of others", async () => {
  const t = engine();
  await t.rule({ rule: "theirs", actions: [works], labels: { team: "b" } });
  await t.rule({ rule: "ours", actions: [works], labels: { team: "a" } });
  const save = (trigger: Record<string, unknown>) =>
    t.engine.saveRule(
      { name: "测试", labels: { team: "a" }, ...watching("spy", trigger) },
      { by: tester, scope: { labels: { team: ["a"] }, inputs: {} } },
    );
  await expect(save({ outcome: "failed", rule: "theirs" })).rejects.toMatchObject({ code: "RULE_INVALID" });
  await expect(save({ outcome: "failed", labels: { x: "y" } })).rejects.toMatchObject({ code: "RULE_INVALID" });
  await expect(save({ outcome: "failed", rule: "ours" })).resolves.toMatchObject({ outcome: "created" });
});

test("each end is told once, whoever dies while it is told, and however many nodes tell", async () => {
  const deaths = new Map<string, number>();
  const dies = {
    async at(point: string) {
      if (!point.endsWith("accept-commit")) return;
      const times = (deaths.get(point) ?? 0) + 1;
      deaths.set(point, times);
      if (times % 2 === 1) throw new Error(`died ${point}`);
    },
  };
  await using one = await startEngine({ faults: dies });
  await using two = await startEngine({ faults: dies, database: one.database });
  await one.rule({ rule: "busy", actions: [works] });
  await one.rule(watching("keeper", { outcome: "success", rule: "busy" }));
  const ids = await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? one : two).run("busy")));
  for (const id of ids) await one.reached(id, "success");
  await one.until(async () => (await countOf(one, "keeper")) === 40);
  await told(one);
  const seen = (await one.executions("keeper")).map(({ trigger }) =>
    Number((trigger["event"] as { subject: string }).subject),
  );
  expect(seen.toSorted((a, b) => a - b)).toEqual(ids.toSorted((a, b) => a - b));
  expect([...deaths.keys()].toSorted()).toEqual(["after-accept-commit", "before-accept-commit"]);
});
