import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { newDay, signal, useEngine } from "../start-engine.ts";
import { outputOf, written } from "./what-ran.ts";

const engine = useEngine();
const echo = (id: string, value: unknown = id) => ({ id, use: "test.echo", with: { value } });
const inputs = { type: "object", properties: { order: {} } };
let n = 0;
const paid = (order: unknown, data: Record<string, unknown> = {}) => ({
  source: "/shop",
  id: `${(n += 1)}`,
  type: "order.paid",
  subject: String(order),
  data: { order, ...data },
});
const by = { broughtBy: "tester" };

test("a wait for a duration goes on at its end and not before, and a restart does not begin it anew", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "duration",
    actions: [echo("before"), { id: "pause", wait: { for: "30m" } }, echo("after")],
  });
  const id = await t.run(slug);
  const begun = await t.database.clock.now();
  const until = new Date(begun.getTime() + 1_800_000);
  expect((await t.reached(id, "waiting")).waitingFor).toMatchObject({ kind: "step", action: "pause", until });
  await t.database.clock.set(new Date(until.getTime() - 1));
  await t.quiet();
  expect(t.actions.runs).toHaveLength(1);
  await t.database.clock.set(until);
  const execution = await t.reached(id, "success");
  expect(written(execution)).toEqual(["after success", "before success", "pause success"]);
  const pause = execution.actionRuns.find(({ action }) => action === "pause");
  expect(pause?.output).toEqual({ until: until.toISOString() });
  expect(pause?.tookMs).toBeGreaterThanOrEqual(1_800_000);
});

test("a wait until a time of day means the next one, in the zone of the installation", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule({
    rule: "time-of-day",
    vars: { at: "2099-01-01T00:00:00Z" },
    actions: [{ wait: { until: "18:00" } }, { wait: { until: "07:30" } }, { wait: { until: "${{ vars.at }}" } }],
  });
  // Midnight in UTC is eight in the morning in Shanghai.
  const id = await t.run(slug);
  expect((await t.reached(id, "waiting")).waitingFor?.until?.toISOString()).toBe(at("10:00"));
  await t.moveTo(at("10:00"));
  await t.until(async () => (await t.engine.getExecution(id)).waitingFor?.action === "a2");
  expect((await t.reached(id, "waiting")).waitingFor?.until?.toISOString()).toBe(at("23:30"));
  await t.moveTo(at("23:30"));
  await t.until(async () => (await t.engine.getExecution(id)).waitingFor?.action === "a3");
  expect((await t.reached(id, "waiting")).waitingFor?.until?.toISOString()).toBe("2099-01-01T00:00:00.000Z");
  await t.engine.cancelExecution(id, { by: tester });
  await t.reached(id, "cancelled");
});

test("what is past is not waited for, and what is no time is a fault of the rule", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "past", inputs, actions: [{ wait: { until: "${{ inputs.order }}" } }] });
  await t.reached(await t.run(slug, { order: "2020-01-01 00:00" }), "success");
  const execution = await t.reached(await t.run(slug, { order: "soon" }), "failed");
  expect(execution.failure).toMatchObject({ class: "config", code: "WAIT_INVALID", action: "a1" });
});

const awaits = (slug: string, wait: Record<string, unknown> = {}) => ({
  rule: slug,
  inputs,
  actions: [
    { id: "paid", wait: { event: "order.paid", key: "${{ inputs.order }}", match: "event.data.order", ...wait } },
    echo("after", "${{ actions.paid }}"),
  ],
});

test("a wait for an event ends with the event of its key, whatever else comes", async () => {
  const t = engine();
  const slug = await t.rule(awaits("event"));
  const one = await t.run(slug, { order: 1 });
  const two = await t.run(slug, { order: "2" });
  await t.reached(one, "waiting");
  await t.reached(two, "waiting");
  await t.engine.acceptEvents([paid(7), { ...paid(1), type: "order.cancelled" }, { ...paid(1), data: null }], by);
  await t.quiet();
  expect(t.actions.runs).toEqual([]);
  // A number on the one side may be a text on the other.
  await t.engine.acceptEvents([paid("1", { amount: 5 }), paid(1, { amount: 6 })], by);
  const execution = await t.reached(one, "success");
  expect(outputOf(execution, "after")).toMatchObject({ type: "order.paid", data: { order: "1", amount: 5 } });
  expect((await t.engine.getExecution(two)).state).toBe("waiting");
  await t.engine.acceptEvents([paid(2)], by);
  await t.reached(two, "success");
});

test("an event that was accepted before the wait began is not seen, and one that is sent twice wakes once", async () => {
  const t = engine();
  const slug = await t.rule(awaits("window"));
  const event = paid(31);
  await t.engine.acceptEvents([event], by);
  const id = await t.run(slug, { order: 31 });
  await t.reached(id, "waiting");
  await t.engine.acceptEvents([event], by);
  await t.quiet();
  expect((await t.engine.getExecution(id)).state).toBe("waiting");
  await t.engine.acceptEvents([paid(31)], by);
  await t.reached(id, "success");
});

test("a wait for an event that does not come in time fails, or goes on with nothing", async () => {
  const t = engine();
  const fails = await t.run(await t.rule(awaits("late", { timeout: "2h" })), { order: 41 });
  const goesOn = await t.run(await t.rule(awaits("late-on", { timeout: "2h", onTimeout: "continue" })), { order: 41 });
  await t.reached(fails, "waiting");
  await t.reached(goesOn, "waiting");
  await t.database.clock.advance(7_200_000);
  expect((await t.reached(fails, "failed")).failure).toMatchObject({
    class: "timeout",
    code: "WAIT_TIMEOUT",
    action: "paid",
  });
  const execution = await t.reached(goesOn, "success");
  expect(outputOf(execution, "after")).toBeNull();
  // A retry by a person waits anew.
  await t.engine.retryExecution(fails, { by: tester });
  await t.reached(fails, "waiting");
  await t.engine.acceptEvents([paid(41)], by);
  await t.reached(fails, "success");
});

test("no event is lost between the moment in which a wait begins and the one in which the execution lets go", async () => {
  const t = engine();
  const slug = await t.rule(awaits("moment"));
  const orders = Array.from({ length: 40 }, (_, i) => 1_000 + i);
  const runs = orders.map((order) => t.run(slug, { order }));
  // Until each of them has its event: whatever is sent before the wait began is not counted.
  const ids = await Promise.all(runs);
  await t.until(async () => {
    const open = (await t.executions(slug)).filter(({ state }) => state !== "success");
    const waiting = await t.database.store.query<{ id: number }>({
      name: "test-waits",
      text: `select m.execution_id as id from belfry.step_marks m join belfry.execution_queue q on q.id = m.execution_id
        where m.kind = 'event' and m.value is null and q.rule_id = (select id from belfry.rules where slug = 'moment')`,
    });
    const due = new Set(waiting.rows.map(({ id }) => id));
    const events = orders.filter((_, i) => due.has(ids[i] ?? 0)).map((order) => paid(order));
    if (events.length > 0) await t.engine.acceptEvents(events, by);
    return open.length === 0;
  });
  expect(t.actions.runs).toHaveLength(orders.length);
});

test("an execution that waits can be cancelled, and its time limit counts", async () => {
  const t = engine();
  const id = await t.run(await t.rule(awaits("cancelled")), { order: 51 });
  await t.reached(id, "waiting");
  await t.engine.cancelExecution(id, { by: tester });
  await t.reached(id, "cancelled");
  const limited = await t.run(await t.rule({ ...awaits("limited"), timeout: "1h" }), { order: 52 });
  await t.reached(limited, "waiting");
  await t.database.clock.advance(3_600_000);
  expect((await t.reached(limited, "failed")).failure).toMatchObject({ code: "EXECUTION_TIMEOUT" });
  // Nobody waits any more: the event finds nobody, and nothing goes wrong.
  await t.engine.acceptEvents([paid(51), paid(52)], by);
  await t.quiet();
  expect(t.errors).toEqual([]);
});

test.each([
  ["a wait", { wait: { for: "1h" } }],
  ["a block", { do: [{ wait: { for: "1h" } }] }],
  ["a loop", { forEach: [1], do: [{ wait: { for: "1h" } }] }],
  ["an action that waits", { use: "test.wait", with: { runs: 2, until: "2099-01-01T00:00:00Z" } }],
])("what was begun is gone on with, though its condition would be false by now: %s", async (what, step) => {
  const t = engine();
  await t.engine.setVariables({ wanted: true }, { by: tester });
  const slug = await t.rule({
    rule: `begun-${what.replaceAll(" ", "-")}`,
    actions: [{ id: "it", if: "vars.wanted", ...step }],
  });
  const id = await t.run(slug);
  await t.reached(id, "waiting");
  await t.engine.setVariables({ wanted: false }, { by: tester });
  if ("use" in step) await signal(t, id);
  else await t.database.clock.advance(3_600_000);
  const execution = await t.reached(id, "success");
  expect(execution.actionRuns.map(({ state }) => state)).not.toContain("skipped");
});

test("an event of somebody who is restricted wakes no execution that they may not see", async () => {
  const t = engine();
  const actions = [{ wait: { event: "order.paid", match: "event.data.order", key: "${{ inputs.order }}" } }];
  const slug = await t.rule({ rule: "others-wait", labels: { team: "b" }, inputs, actions });
  const id = await t.run(slug, { order: "of b" });
  await t.reached(id, "waiting");
  const scope = { labels: { team: ["a"] }, inputs: {} };
  await t.engine.acceptEvents([paid("of b")], { ...by, scope });
  await t.quiet();
  expect((await t.engine.getExecution(id)).state).toBe("waiting");
  await t.engine.acceptEvents([paid("of b")], { ...by, scope: { labels: { team: ["b"] }, inputs: {} } });
  await t.reached(id, "success");
});
