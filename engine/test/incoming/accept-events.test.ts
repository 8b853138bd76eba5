import type { IncomingEvent } from "@belfry/plugin-kit";
import { expect, test } from "vitest";
import { useEngine } from "../start-engine.ts";

const engine = useEngine();

let count = 0;
const event = (over: Partial<IncomingEvent> = {}): IncomingEvent => ({
  source: "/shop",
  id: `e${(count += 1)}`,
  type: "order.paid",
  data: { amount: 120, customer: "c1" },
  ...over,
});
const by = { broughtBy: "test" };
const echo = (value: string) => [{ id: "one", use: "test.echo", with: { value } }];
const fates = (accepted: readonly { decisions: readonly { fate: string }[] }[]) =>
  accepted.map(({ decisions }) => decisions.map(({ fate }) => fate));

test("an event starts each enabled rule it matches, which sees what the event holds", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "thanks",
    triggers: [{ event: "order.*" }],
    actions: echo("${{ event.data.amount }}"),
  });
  await t.rule({ rule: "other", triggers: [{ event: "order.cancelled" }], actions: echo("x") });
  const [accepted] = await t.engine.acceptEvents([event()], by);
  expect(accepted).toMatchObject({ duplicate: false, decisions: [{ fate: "fired" }] });
  const execution = await t.reached(accepted!.decisions[0]!.executionId!, "success");
  expect(execution).toMatchObject({ rule: slug, trigger: { kind: "event", event: { type: "order.paid" } } });
  expect(execution.actionRuns[0]?.output).toBe(120);
});

test("the same event, sent again, is known and starts nothing; also within one batch and at the same moment", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "once", triggers: [{ event: "order.paid" }], actions: echo("x") });
  const one = event();
  const twice = await t.engine.acceptEvents([one, event({ ...one, data: { amount: 7 } })], by);
  expect(twice.map(({ duplicate }) => duplicate)).toEqual([false, true]);
  const again = await Promise.all([1, 2, 3].map(() => t.engine.acceptEvents([one], by)));
  expect(again.flat().map(({ id, duplicate }) => [id, duplicate])).toEqual(
    Array.from({ length: 3 }, () => [twice[0]!.id, true]),
  );
  await t.quiet();
  expect(await t.executions(slug)).toHaveLength(1);
  await t.database.clock.advance(8 * 86_400_000);
  expect((await t.engine.acceptEvents([one], by))[0]).toMatchObject({ duplicate: false });
});

test("many senders of overlapping batches never lock each other out", async () => {
  const t = engine();
  await t.rule({ rule: "many", triggers: [{ event: "order.paid" }], actions: echo("x") });
  const events = Array.from({ length: 40 }, () => event());
  const batches = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? events.slice(i) : events.slice(i).toReversed()));
  const accepted = (await Promise.all(batches.map((batch) => t.engine.acceptEvents(batch, by)))).flat();
  expect(accepted.filter(({ duplicate }) => !duplicate)).toHaveLength(40);
});

test("an event that matches no rule is kept, with no decision", async () => {
  const t = engine();
  const [accepted] = await t.engine.acceptEvents([event({ type: "nobody.cares" })], by);
  expect(accepted).toMatchObject({ duplicate: false, decisions: [] });
});

test("conditions decide at the trigger and at the rule; one that throws is an error and never false", async () => {
  const t = engine();
  const condition = { all: [{ field: "event.data.amount", op: "gte", value: 100 }] };
  await t.rule({ rule: "c1", triggers: [{ event: "order.paid", condition }], actions: echo("x") });
  await t.rule({
    rule: "c2",
    triggers: [{ event: "order.paid" }],
    condition: 'event.data.customer == "c1"',
    actions: echo("x"),
  });
  await t.rule({
    rule: "c3",
    triggers: [{ event: "order.paid", condition: "event.data.missing > 1" }],
    actions: echo("x"),
  });
  expect(
    fates(
      await t.engine.acceptEvents(
        [event(), event({ data: { amount: 5, customer: "c1" } }), event({ data: { amount: 500, customer: "c2" } })],
        by,
      ),
    ),
  ).toEqual([
    ["fired", "fired", "condition-error"],
    ["condition-false", "fired", "condition-error"],
    ["fired", "condition-false", "condition-error"],
  ]);
});

test("a rule that was changed or disabled a moment ago acts as it is now", async () => {
  const t = engine();
  const definition = { rule: "fresh", triggers: [{ event: "order.paid" }], actions: echo("old") };
  const slug = await t.rule(definition);
  await t.engine.acceptEvents([event()], by);
  await t.rule({ ...definition, actions: echo("new") });
  const [accepted] = await t.engine.acceptEvents([event()], by);
  const execution = await t.reached(accepted!.decisions[0]!.executionId!, "success");
  expect(execution.actionRuns[0]?.output).toBe("new");
  await t.engine.setRuleStatus(slug, "disabled", { by: { kind: "person", name: "x", address: null, requestId: null } });
  expect(fates(await t.engine.acceptEvents([event()], by))).toEqual([[]]);
});

test("a rule that is busy and skips says so for the event", async () => {
  const t = engine();
  await t.rule({
    rule: "busy",
    triggers: [{ event: "order.paid" }],
    concurrency: { limit: 1, onBusy: "skip" },
    actions: [{ id: "hang", use: "test.block", with: { name: "event-busy" } }],
  });
  expect(fates(await t.engine.acceptEvents([event(), event()], by))).toEqual([["fired"], ["overlap-skipped"]]);
  t.actions.release("event-busy");
});

test("texts that cannot be kept are replaced, and the event is kept", async () => {
  const t = engine();
  await t.rule({ rule: "odd", triggers: [{ event: "order.paid" }], actions: echo("${{ event.data.text }}") });
  const [accepted] = await t.engine.acceptEvents([event({ data: { text: "a\0b\ud800" } })], by);
  const execution = await t.reached(accepted!.decisions[0]!.executionId!, "success");
  expect(execution.actionRuns[0]?.output).toBe("a\uFFFDb\uFFFD");
});

test("a chain of events that goes in circles is stopped, and says so", async () => {
  const t = engine();
  await t.rule({ rule: "circle", triggers: [{ event: "order.paid" }], actions: echo("x") });
  const [accepted] = await t.engine.acceptEvents([event()], { ...by, depth: 17 });
  expect(accepted!.decisions[0]).toMatchObject({ fate: "condition-error" });
  expect(String(accepted!.decisions[0]!.detail?.["message"])).toContain("in circles");
});
