import { expect, test } from "vitest";
import type { EngineEvents } from "@belfry/engine";
import { tester } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { createTestQueue, pollRule, queueRule } from "./test-source.ts";

test("one that cannot connect is tried again after pauses that double up to a minute, by the database's clock", async () => {
  const queue = createTestQueue();
  queue.refuse(new Error("Connection refused"));
  await using t = await startEngine({ plugins: [queue.plugin] });
  const seen: EngineEvents["feed.failing"][] = [];
  t.engine.events.on("feed.failing", (event) => seen.push(event));
  const slug = await t.rule(queueRule("orders"));
  for (let n = 1; n <= 9; n += 1) {
    await t.until(() => seen.length === n);
    const [feed] = await t.engine.listFeeds();
    expect(feed).toMatchObject({ state: "failing", node: null, attempts: n });
    expect(feed?.lastError).toMatchObject({ class: "external", code: "FEED_FAILED", message: "Connection refused" });
    // Nothing happens before its time, and it happens then.
    await t.database.clock.advance(Math.max(0, (seen.at(-1)?.retryInMs ?? 0) - 1));
    await t.engine.listFeeds();
    expect(seen).toHaveLength(n);
    await t.database.clock.advance(1);
  }
  expect(seen.map(({ retryInMs }) => retryInMs)).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
  ]);
  queue.refuse(undefined);
  await t.database.clock.advance(60_000);
  await t.until(async () => (await t.engine.listFeeds())[0]?.state === "listening");
  queue.send("m1");
  await t.until(async () => (await t.executions(slug)).length === 1);
  const [feed] = await t.engine.listFeeds();
  expect(feed).toMatchObject({ attempts: 0, lastError: { message: "Connection refused" } });
  expect(t.errors).toEqual([]);
});

test("a connection that breaks is renewed, and what was not acknowledged comes again and counts once", async () => {
  const queue = createTestQueue();
  await using t = await startEngine({ plugins: [queue.plugin] });
  const slug = await t.rule(queueRule("orders"));
  await t.until(() => queue.connections.now === 1);
  for (let round = 0; round < 4; round += 1) {
    for (let n = 0; n < 20; n += 1) queue.send(`${round}-${n}`);
    queue.breakAll();
    for (let n = 20; n < 40; n += 1) queue.send(`${round}-${n}`);
    await t.until(async () => (await t.engine.listFeeds())[0]?.state === "failing");
    await t.database.clock.advance(60_000);
    // Connected is not yet listening: until that is written, the state is that of the failure before.
    await t.until(async () => (await t.engine.listFeeds())[0]?.state === "listening" && queue.waiting().length === 0);
  }
  await t.until(async () => (await t.executions(slug)).length >= 160);
  const ids = (await t.executions(slug)).map(({ trigger }) => (trigger["event"] as { id: string }).id);
  expect(ids).toHaveLength(160);
  expect(new Set(ids).size).toBe(160);
  expect(t.errors).toEqual([]);
});

test("a secret that it names shows neither in its log nor in its error, and it gets no other", async () => {
  const queue = createTestQueue();
  const secrets = { BROKER: "amqp://shop:geheim%20wort@mq", OTHER: "not for it" };
  await using t = await startEngine({ plugins: [queue.plugin], secrets });
  const logs: string[] = [];
  t.engine.events.on("feed.log", (event) => logs.push(JSON.stringify(event)));
  queue.refuse(new Error("geheim wort is wrong:"));
  await t.rule(queueRule("named", { secret: "${{ secrets.BROKER }}" }));
  await t.until(async () => (await t.engine.listFeeds())[0]?.state === "failing");
  const [named] = await t.engine.listFeeds();
  expect(named?.lastError?.message).toBe("••• is wrong: •••");
  expect(logs.join()).not.toMatch(/geheim/);
  expect(logs).toHaveLength(1);

  await t.rule(queueRule("reference", { secret: { $secret: "OTHER" } }));
  await t.until(
    async () => (await t.engine.listFeeds({ rule: "reference" }))[0]?.lastError?.code === "SECRET_NOT_FOUND",
  );
});

test("what cannot be read lies with the dead letters once, and a corrected text is read by the trigger itself", async () => {
  const queue = createTestQueue();
  await using t = await startEngine({ plugins: [queue.plugin] });
  const slug = await t.rule(queueRule("orders"));
  await t.until(() => queue.connections.now === 1);
  queue.loseAcknowledgements(1);
  queue.send("bad", "unreadable 1");
  await t.until(async () => (await t.engine.listDeadLetters()).length === 1);
  queue.breakAll();
  await t.until(async () => (await t.engine.listFeeds())[0]?.state === "failing");
  await t.database.clock.advance(60_000);
  await t.until(() => queue.waiting().length === 0);
  const letters = await t.engine.listDeadLetters({ state: "open" });
  expect(letters).toMatchObject([{ raw: "unreadable 1", broughtBy: "feed orders/queue" }]);
  const [letter] = letters;
  const replay = (text?: string) =>
    t.engine.replayDeadLetter(letter?.id ?? 0, { by: tester, ...(text !== undefined && { text }) });
  await expect(replay()).rejects.toMatchObject({ code: "EVENT_INVALID" });
  await replay("now it can");
  await t.until(async () => (await t.executions(slug)).length === 1);
  expect((await t.executions(slug))[0]?.trigger["event"]).toMatchObject({ id: "read-now it can" });
  expect(await t.engine.listDeadLetters({ state: "open" })).toEqual([]);
});

test("what the database cannot keep is a dead letter and keeps nothing else from coming", async () => {
  const queue = createTestQueue();
  await using t = await startEngine({ plugins: [queue.plugin] });
  const source = "/table";
  queue.answers.events = [
    { source, id: "good", type: "row", data: 1 },
    // No index takes a type of that length.
    { source, id: "poison", type: Array.from({ length: 9_000 }, () => Math.random().toString(36)).join(""), data: 2 },
    { source, id: "", type: "row", data: 3 },
    { source, id: "also-good", type: "row", data: 4 },
  ];
  const slug = await t.rule(pollRule("rows"));
  await t.until(async () => (await t.executions(slug)).length === 2);
  await t.until(async () => (await t.engine.listFeeds())[0]?.state === "listening");
  const reasons = (await t.engine.listDeadLetters()).map(({ problems }) => problems[0]?.message);
  expect(reasons).toEqual([expect.stringContaining("has no id"), expect.stringContaining("cannot be kept")]);
  // A trigger without a reader says so.
  const [letter] = await t.engine.listDeadLetters();
  await expect(t.engine.replayDeadLetter(letter?.id ?? 0, { by: tester })).rejects.toMatchObject({
    details: { problems: [{ message: expect.stringContaining("testPoll") }] },
  });
});

test("an event that comes through a feed is throttled and gathered like any other", async () => {
  const queue = createTestQueue();
  await using t = await startEngine({ plugins: [queue.plugin] });
  const slug = await t.rule(queueRule("batch", { batch: { size: 3, within: "1m" } }));
  await t.until(() => queue.connections.now === 1);
  for (const n of [1, 2, 3]) queue.send(`m${n}`);
  await t.until(async () => (await t.executions(slug)).length === 1);
  const [execution] = await t.executions(slug);
  expect(execution?.trigger["events"]).toHaveLength(3);
});

test("a trigger that would ask more than once a second is refused when its rule is saved", async () => {
  const queue = createTestQueue();
  await using t = await startEngine({ plugins: [queue.plugin], start: false });
  expect(t.engine.checkRule({ name: "快", ...pollRule("fast", { everyMs: 100 }) })).toMatchObject([
    { path: "triggers[0]", message: expect.stringContaining("once a second") },
  ]);
});
