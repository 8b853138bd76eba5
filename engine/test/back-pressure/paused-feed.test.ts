import { expect, test } from "vitest";
import { createTestQueue, queueRule } from "../feeds/test-source.ts";
import { startEngine } from "../start-engine.ts";

test("a feed takes nothing while too much waits, says so, and goes on without losing or doubling a message", async () => {
  const queue = createTestQueue();
  await using t = await startEngine({ plugins: [queue.plugin], backlog: 20, roles: ["scheduler"] });
  const slug = await t.rule(queueRule("orders"));
  await t.until(() => queue.connections.now === 1);
  for (let n = 0; n < 10; n += 1) queue.send(`m${n}`);
  await t.until(() => queue.waiting().length === 0);
  for (let n = 10; n < 40; n += 1) queue.send(`m${n}`);
  await t.until(async () => (await t.engine.listFeeds())[0]?.state === "paused");
  const [feed] = await t.engine.listFeeds({ state: "paused" });
  expect(feed).toMatchObject({
    rule: slug,
    attempts: 0,
    pausedReason: expect.stringContaining("10 executions") as string,
  });
  expect(queue.waiting().length).toBeGreaterThan(0);
  // The connection stays, so the source need not hand anything out again.
  expect(queue.connections).toMatchObject({ now: 1, total: 1 });

  await using worker = await startEngine({ database: t.database, plugins: [queue.plugin] });
  await t.until(() => queue.waiting().length === 0);
  await t.until(async () => (await t.engine.listFeeds())[0]?.state === "listening");
  expect(await t.engine.listFeeds()).toMatchObject([{ pausedReason: null }]);
  expect((await t.executions(slug)).length).toBe(40);
  expect(queue.refusals).toEqual([]);
  expect([...t.errors, ...worker.errors]).toEqual([]);
});

test("a feed that is paused is given back when its node stops, and begins anew elsewhere", async () => {
  const queue = createTestQueue();
  await using t = await startEngine({ plugins: [queue.plugin], backlog: 20, roles: ["scheduler"] });
  await t.rule(queueRule("orders"));
  await t.until(() => queue.connections.now === 1);
  for (let n = 0; n < 10; n += 1) queue.send(`m${n}`);
  await t.until(() => queue.waiting().length === 0);
  queue.send("late");
  await t.until(async () => (await t.engine.listFeeds())[0]?.state === "paused");
  await t.engine.stop();
  expect(queue.waiting()).toEqual(["late"]);
  await using next = await startEngine({ database: t.database, plugins: [queue.plugin] });
  await next.until(() => queue.waiting().length === 0);
  expect((await next.engine.listFeeds())[0]?.state).toBe("listening");
});
