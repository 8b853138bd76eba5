import { expect, test } from "vitest";
import type { IncomingEvent } from "@belfry/plugin-kit";
import { tester, type TestEngine } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { createTestQueue, pollRule } from "./test-source.ts";

const event = (id: string, data: unknown = null): IncomingEvent => ({ source: "/table", id, type: "row", data });

async function startedBy(t: TestEngine, slug: string): Promise<string[]> {
  return (await t.executions(slug)).map(({ trigger }) => (trigger["event"] as { id: string }).id);
}

async function cursorsOf(t: TestEngine): Promise<unknown[]> {
  const { rows } = await t.database.store.query<{ cursor: unknown }>({
    name: "test-cursors",
    text: "select cursor from belfry.trigger_feeds order by trigger_id",
  });
  return rows.map(({ cursor }) => cursor);
}

test("it is asked when it is due by the database's clock, from where it had got to", async () => {
  const source = createTestQueue();
  await using t = await startEngine({ plugins: [source.plugin] });
  source.answers.events = [event("1"), event("2")];
  const slug = await t.rule(pollRule("rows", { everyMs: 300_000 }));
  await t.until(async () => (await t.executions(slug)).length === 2);
  expect(await cursorsOf(t)).toEqual([2]);
  source.answers.events.push(event("3"));
  expect(source.asked).toEqual([undefined]);
  await t.database.clock.advance(301_000);
  await t.until(async () => (await t.executions(slug)).length === 3);
  expect(source.asked).toEqual([undefined, 2]);
  expect(await startedBy(t, slug)).toEqual(["1", "2", "3"]);
  expect(await t.engine.listFeeds()).toMatchObject([
    { kind: "testPoll", mode: "poll", state: "listening", node: null },
  ]);
  expect(t.errors).toEqual([]);
});

test("one that says that there is more is asked again at once", async () => {
  const source = createTestQueue();
  await using t = await startEngine({ plugins: [source.plugin] });
  source.answers.more = true;
  source.answers.before = () => {
    if (source.asked.length === 5) source.answers.more = false;
  };
  await t.rule(pollRule("more", { everyMs: 300_000 }));
  await t.until(() => source.asked.length === 5);
});

test("one that hangs stops no other, and fails after a minute", async () => {
  const source = createTestQueue();
  await using t = await startEngine({ plugins: [source.plugin] });
  source.answers.before = () => new Promise<void>(() => undefined);
  const hanging = await t.rule(pollRule("hanging", { everyMs: 1_000 }));
  await t.until(() => source.asked.length === 1);
  source.answers.before = () => undefined;
  source.answers.events = [event("1")];
  const other = await t.rule(pollRule("other", { everyMs: 1_000 }));
  await t.until(async () => (await t.executions(other)).length === 1);
  await t.database.clock.advance(61_000);
  await t.until(async () => (await t.engine.listFeeds({ rule: hanging }))[0]?.lastError?.code === "FEED_TIMEOUT");
  await t.database.clock.advance(1_000);
  await t.until(async () => (await t.executions(hanging)).length === 1);
});

test("a rule that is changed while it is asked takes nothing of the answer to the old trigger, and loses nothing", async () => {
  const source = createTestQueue();
  await using t = await startEngine({ plugins: [source.plugin] });
  source.answers.events = [event("1")];
  const held = Promise.withResolvers<void>();
  source.answers.before = () => held.promise;
  const slug = await t.rule(pollRule("changed"));
  await t.until(() => source.asked.length === 1);
  source.answers.before = () => undefined;
  await t.engine.saveRule({ name: "测试", ...pollRule("changed", { condition: "true" }) }, { by: tester });
  held.resolve();
  await t.until(async () => (await t.executions(slug)).length === 1);
  // The new one begins where the old one had got to: nowhere, for its answer did not count.
  await t.until(() => source.asked.length >= 2);
  expect(source.asked.slice(0, 2)).toEqual([undefined, undefined]);

  // And the next goes on from there.
  source.answers.events.push(event("2"));
  await t.engine.saveRule({ name: "测试", ...pollRule("changed", { condition: "1 == 1" }) }, { by: tester });
  await t.until(async () => (await t.executions(slug)).length === 2);
  expect(await startedBy(t, slug)).toEqual(["1", "2"]);
  expect(t.errors).toEqual([]);
});
