import { expect, test } from "vitest";
import { useEngine } from "../start-engine.ts";

const engine = useEngine();
const by = { kind: "person", name: "Li", address: null, requestId: null } as const;
const order = { source: "/shop", type: "order.paid", subject: "orders/7", data: { n: 7 } };
const echo = [{ id: "one", use: "test.echo", with: { value: "${{ event.data.n }}" } }];

test("an event is listed with what became of it, and shown with its reasons", async () => {
  const t = engine();
  await t.rule({ rule: "yes", triggers: [{ event: "order.paid" }], actions: echo });
  await t.rule({ rule: "no", triggers: [{ event: "order.*" }], condition: "event.data.n > 100", actions: echo });
  const [one, two] = await t.engine.acceptEvents(
    [
      { ...order, id: "r1" },
      { ...order, id: "r2", type: "nobody" },
    ],
    { broughtBy: "shop-key" },
  );
  const listed = await t.engine.listEvents();
  expect(listed.map(({ id, fates }) => [id, fates])).toEqual([
    [two!.id, {}],
    [one!.id, { fired: 1, "condition-false": 1 }],
  ]);
  expect((await t.engine.listEvents({ unmatched: true })).map(({ id }) => id)).toEqual([two!.id]);
  expect((await t.engine.listEvents({ rule: "no" })).map(({ id }) => id)).toEqual([one!.id]);
  expect(await t.engine.getEvent(one!.id)).toMatchObject({
    broughtBy: "shop-key",
    subject: "orders/7",
    data: { n: 7 },
    decisions: [
      { rule: "no", fate: "condition-false", detail: { condition: "event.data.n > 100" } },
      { rule: "yes", fate: "fired", executionId: expect.any(Number) as number },
    ],
  });
  await expect(t.engine.getEvent(999_999)).rejects.toMatchObject({ code: "EVENT_NOT_FOUND" });
});

test("somebody who is restricted sees only events that came to something at their rules, and only that", async () => {
  const t = engine();
  await t.rule({ rule: "ours", labels: { team: "a" }, triggers: [{ event: "x.scope" }], actions: echo });
  await t.rule({ rule: "theirs", labels: { team: "b" }, triggers: [{ event: "x.*" }], actions: echo });
  const [both, other] = await t.engine.acceptEvents(
    [
      { ...order, id: "s1", type: "x.scope" },
      { ...order, id: "s2", type: "x.other" },
    ],
    { broughtBy: "k" },
  );
  const scope = { labels: { team: ["a"] }, inputs: {} };
  expect((await t.engine.listEvents({ scope })).map(({ id, fates }) => [id, fates])).toEqual([
    [both!.id, { fired: 1 }],
  ]);
  expect((await t.engine.getEvent(both!.id, scope)).decisions.map(({ rule }) => rule)).toEqual(["ours"]);
  await expect(t.engine.getEvent(other!.id, scope)).rejects.toMatchObject({ code: "EVENT_NOT_FOUND" });
});

test("an event that is gathered says where and until when", async () => {
  const t = engine();
  await t.rule({ rule: "later", triggers: [{ event: "y.*", batch: { size: 5, within: "10m" } }], actions: echo });
  const [one] = await t.engine.acceptEvents([{ ...order, id: "g1", type: "y.a" }], { broughtBy: "k" });
  expect((await t.engine.getEvent(one!.id)).gatheredBy).toMatchObject([{ rule: "later", trigger: "event-1" }]);
  expect((await t.engine.listEvents({ unmatched: true })).map(({ id }) => id)).not.toContain(one!.id);
});

test("a replay starts again what matches now, and names the event it repeats", async () => {
  const t = engine();
  const [one] = await t.engine.acceptEvents([{ ...order, id: "p1", type: "z.late" }], { broughtBy: "k" });
  const slug = await t.rule({ rule: "late", triggers: [{ event: "z.late" }], actions: echo });
  const replayed = await t.engine.replayEvent(one!.id, { by });
  const again = await t.engine.replayEvent(one!.id, { by });
  expect([replayed, again].map(({ duplicate }) => duplicate)).toEqual([false, false]);
  expect((await t.engine.getEvent(replayed.id)).replayOf).toBe(one!.id);
  await t.quiet();
  expect(await t.executions(slug)).toHaveLength(2);
});

test("what cannot be read is kept with the reason, and settled once", async () => {
  const t = engine();
  const problems = [{ path: "id", message: "It is missing.", remedy: "Give one." }];
  const [id] = await t.engine.keepDeadLetters([{ broughtBy: "k", triggerId: null, raw: "{", problems }]);
  expect(await t.engine.listDeadLetters({ state: "open" })).toMatchObject([{ id, raw: "{", problems }]);
  await expect(t.engine.replayDeadLetter(id!, { by })).rejects.toMatchObject({ code: "EVENT_INVALID" });
  expect(await t.engine.listDeadLetters({ state: "open" })).toHaveLength(1);
  await t.engine.dismissDeadLetter(id!, { by });
  await expect(t.engine.dismissDeadLetter(id!, { by })).rejects.toMatchObject({ code: "DEAD_LETTER_NOT_FOUND" });
  await expect(t.engine.replayDeadLetter(id!, { by })).rejects.toMatchObject({ code: "DEAD_LETTER_NOT_FOUND" });
  expect(await t.engine.listDeadLetters({ state: "open" })).toEqual([]);
});

test("a dead letter is replayed with a corrected text, once", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "corrected", triggers: [{ event: "late.*" }], actions: [{ use: "test.echo" }] });
  const raw = "\u0000{";
  const [id] = await t.engine.keepDeadLetters([{ broughtBy: "k", triggerId: null, raw, problems: [] }]);
  const text = JSON.stringify({ specversion: "1.0", id: "1", source: "/late", type: "late.paid", data: 1 });
  const replays = await Promise.allSettled([1, 2].map(() => t.engine.replayDeadLetter(id!, { by, text })));
  expect(replays.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await t.quiet();
  expect(await t.executions(slug)).toHaveLength(1);
  expect(await t.engine.listDeadLetters()).toContainEqual(expect.objectContaining({ id, state: "replayed" }));
});
