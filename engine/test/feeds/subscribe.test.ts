import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { createTestQueue, queueRule } from "./test-source.ts";

/** The ids of the events that started an execution, in order of their executions. */
async function startedBy(t: Awaited<ReturnType<typeof startEngine>>, slug: string): Promise<string[]> {
  return (await t.executions(slug)).map(({ trigger }) => (trigger["event"] as { id: string }).id);
}

test("what comes over a connection starts executions and is acknowledged after that", async () => {
  const queue = createTestQueue();
  await using t = await startEngine({ plugins: [queue.plugin] });
  const slug = await t.rule(queueRule("orders", { condition: "event.data != 2" }));
  await t.until(() => queue.connections.now === 1);
  for (const n of [1, 2, 3]) queue.send(`m${n}`, n);
  await t.until(() => queue.waiting().length === 0);
  expect((await startedBy(t, slug)).toSorted()).toEqual(["m1", "m3"]);
  const [feed] = await t.engine.listFeeds();
  expect(feed).toMatchObject({ rule: slug, trigger: "queue", kind: "testQueue", state: "listening", attempts: 0 });
  expect(feed?.lastEventAt).toBeInstanceOf(Date);
  expect(t.errors).toEqual([]);
});

test("a rule that is disabled ends its subscription, and what waits is handled when it is enabled again", async () => {
  const queue = createTestQueue();
  await using t = await startEngine({ plugins: [queue.plugin] });
  const slug = await t.rule(queueRule("orders"));
  await t.until(() => queue.connections.now === 1);
  await t.engine.setRuleStatus(slug, "disabled", { by: tester });
  await t.until(() => queue.connections.now === 0);
  expect(await t.engine.listFeeds()).toMatchObject([{ state: "idle", node: null, dueAt: null }]);
  queue.send("late");
  await t.engine.setRuleStatus(slug, "enabled", { by: tester });
  await t.until(async () => (await startedBy(t, slug)).includes("late"));
  expect(t.errors).toEqual([]);
});
