import type { IncomingEvent } from "@belfry/plugin-kit";
import { expect, test } from "vitest";
import { newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();

let count = 0;
const order = (customer: string): IncomingEvent => ({
  source: "/shop",
  id: `g${(count += 1)}`,
  type: "order.paid",
  data: { customer, n: count },
});
const by = { broughtBy: "test" };
const actions = [
  { id: "one", use: "test.echo", with: { value: "${{ has(trigger.events) ? size(trigger.events) : 1 }}" } },
];
const send = async (...customers: string[]) =>
  (await engine().engine.acceptEvents(customers.map(order), by)).map(
    ({ decisions }) => decisions.map(({ fate }) => fate)[0],
  );

async function outputs(slug: string): Promise<unknown[]> {
  const t = engine();
  await t.quiet();
  const found = await t.executions(slug);
  return Promise.all(found.map(async ({ id }) => (await t.reached(id, "success")).actionRuns[0]?.output));
}

test("a throttle lets the first event of each key through, and the next one when its time is over", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule({
    rule: "throttled",
    triggers: [{ event: "order.paid", key: "event.data.customer", throttle: { every: "10m" } }],
    actions,
  });
  expect(await send("a", "a", "b", "a")).toEqual(["fired", "rate-limited", "fired", "rate-limited"]);
  await t.moveTo(at("00:09:59"));
  expect(await send("a")).toEqual(["rate-limited"]);
  await t.moveTo(at("00:10:01"));
  expect(await send("a", "a")).toEqual(["fired", "rate-limited"]);
  expect(await outputs(slug)).toHaveLength(3);
});

test("a batch fires when it is full, and with what it has when its time is over", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule({
    rule: "batched",
    triggers: [{ event: "order.paid", batch: { size: 3, within: "5m" } }],
    actions,
  });
  expect(await send("a", "b")).toEqual([undefined, undefined]);
  expect((await t.engine.acceptEvents([order("c")], by))[0]?.decisions.map(({ fate }) => fate)).toEqual(["fired"]);
  expect(await outputs(slug)).toEqual([3]);
  await send("d");
  await t.moveTo(at("00:04:00"));
  expect(await outputs(slug)).toEqual([3]);
  await t.moveTo(at("00:05:01"));
  await t.until(async () => (await t.executions(slug)).length === 2);
  expect(await outputs(slug)).toEqual([3, 1]);
});

test("a debounce waits until it is quiet, but not for ever", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule({
    rule: "debounced",
    triggers: [{ event: "order.paid", key: "event.data.customer", debounce: { quiet: "30s", max: "1m" } }],
    actions,
  });
  await send("a");
  await t.moveTo(at("00:00:20"));
  await send("a");
  await t.moveTo(at("00:00:40"));
  expect(await t.executions(slug)).toHaveLength(0);
  await t.moveTo(at("00:00:51"));
  await t.until(async () => (await t.executions(slug)).length === 1);
  expect(await outputs(slug)).toEqual([2]);
  for (const second of ["01:00", "01:20", "01:40", "01:55"]) {
    await t.moveTo(at(`00:${second}`));
    await send("a");
  }
  await t.moveTo(at("00:02:01"));
  await t.until(async () => (await t.executions(slug)).length === 2);
  expect(await outputs(slug)).toEqual([2, 4]);
});

test("every event has one fate when its window is closed: one fires, the others are merged into it", async () => {
  const t = engine();
  await newDay(t);
  const slug = await t.rule({
    rule: "merged",
    triggers: [{ event: "order.paid", batch: { size: 4, within: "1h" } }],
    actions,
  });
  await Promise.all([send("a"), send("b"), send("c"), send("d")]);
  await t.until(async () => (await t.executions(slug)).length === 1);
  const { rows } = await t.database.store.query<{ fate: string; n: number; executions: number }>({
    name: "test-fates",
    text: `select fate, count(*)::int as n, count(distinct execution_id)::int as executions from belfry.event_decisions
      where rule_id = (select id from belfry.rules where slug = $1) group by fate order by fate`,
    values: [slug],
  });
  expect(rows).toEqual([
    { fate: "fired", n: 1, executions: 1 },
    { fate: "merged", n: 3, executions: 1 },
  ]);
});

test("what was gathered for a rule that is disabled meanwhile gets that fate", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule({
    rule: "gone",
    triggers: [{ event: "order.paid", batch: { size: 9, within: "5m" } }],
    actions,
  });
  await send("a", "b");
  await t.engine.setRuleStatus(slug, "disabled", { by: { kind: "person", name: "x", address: null, requestId: null } });
  await t.moveTo(at("00:06:00"));
  await t.until(async () => {
    const { rows } = await t.database.store.query<{ n: number }>({
      name: "test-disabled",
      text: `select count(*)::int as n from belfry.event_decisions
        where fate = 'disabled' and rule_id = (select id from belfry.rules where slug = $1)`,
      values: [slug],
    });
    return rows[0]?.n === 2;
  });
  expect(await t.executions(slug)).toEqual([]);
});
