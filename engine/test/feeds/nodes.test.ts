import { expect, test } from "vitest";
import { tester, type TestEngine } from "@belfry/testkit";
import type { FaultPoint } from "@belfry/engine";
import { startEngine } from "../start-engine.ts";
import { createTestQueue, pollRule, queueRule, type TestQueue } from "./test-source.ts";

/** How often each message started an execution. */
async function starts(t: TestEngine, slug: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { trigger } of await t.executions(slug)) {
    const { id } = trigger["event"] as { id: string };
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}

const once = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, 1]));

/** Throws once when the work comes past a point, as a process that ends there. */
function failOnceAt(point: FaultPoint) {
  let failed = false;
  return {
    get failed() {
      return failed;
    },
    at(passed: FaultPoint) {
      if (passed !== point || failed) return;
      failed = true;
      throw new Error(`It ended ${point}.`);
    },
  };
}

async function setHolder(t: TestEngine, text: string): Promise<void> {
  await t.database.store.query({ name: "test-set-holder", text: `update belfry.trigger_feeds set ${text}` });
}

test("of two nodes one listens, and when it is gone the other one takes over without losing or doubling anything", async () => {
  const queue = createTestQueue();
  await using one = await startEngine({ plugins: [queue.plugin] });
  await using two = await startEngine({ plugins: [queue.plugin], database: one.database });
  const slug = await one.rule(queueRule("orders"));
  await one.until(() => queue.connections.now === 1);
  queue.send("before");
  await one.until(() => queue.waiting().length === 0);
  const [feed] = await one.engine.listFeeds();
  const holder = feed?.node === one.engine.node ? one : two;
  const other = holder === one ? two : one;

  // As others do who take it for dead; it does not know yet, and goes on listening.
  await one.database.store.query({
    name: "test-remove-node",
    text: "delete from belfry.nodes where id = $1",
    values: [holder.engine.node],
  });
  for (let n = 0; n < 50; n += 1) queue.send(`m${n}`);
  await one.until(async () => queue.waiting().length === 0 && (await other.engine.listFeeds())[0]?.node !== feed?.node);
  queue.send("after");
  await one.until(() => queue.waiting().length === 0);
  expect(await starts(one, slug)).toEqual(once("before", ...Array.from({ length: 50 }, (_, n) => `m${n}`), "after"));
  expect((await one.engine.listFeeds()).map(({ state }) => state)).toEqual(["listening"]);
});

test("a node that stops hands over at once", async () => {
  const queue = createTestQueue();
  await using one = await startEngine({ plugins: [queue.plugin] });
  const slug = await one.rule(queueRule("orders"));
  await one.until(() => queue.connections.now === 1);
  await using two = await startEngine({ plugins: [queue.plugin], database: one.database });
  const stopping = one.engine.stop();
  queue.send("meanwhile");
  await stopping;
  await two.until(() => queue.connections.now === 1 && queue.waiting().length === 0);
  expect(await starts(two, slug)).toEqual(once("meanwhile"));
});

test("several connections are spread over the nodes, also over one that comes later", async () => {
  const queues = Array.from({ length: 6 }, () => createTestQueue());
  // One plugin serves all rules: the first queue's.
  const [queue] = queues as [TestQueue];
  await using one = await startEngine({ plugins: [queue.plugin] });
  for (let n = 0; n < 6; n += 1) await one.rule(queueRule(`rule-${n}`));
  await one.until(() => queue.connections.now === 6);
  await using two = await startEngine({ plugins: [queue.plugin], database: one.database });
  const share = async () => {
    const nodes = (await one.engine.listFeeds()).map(({ node }) => node);
    return [one, two].map(({ engine }) => nodes.filter((node) => node === engine.node).length);
  };
  await one.until(async () => (await share()).join() === "3,3");
  await one.until(() => queue.connections.now === 6);
});

test("whoever lost the lease while it accepts is refused, and acknowledges nothing", async () => {
  const queue = createTestQueue();
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  let holds = true;
  await using t = await startEngine({
    plugins: [queue.plugin],
    faults: {
      async at(point) {
        // Before the lease is compared: a commit holds it until its end.
        if (point !== "before-feed-accept" || !holds) return;
        holds = false;
        reached.resolve();
        await goOn.promise;
      },
    },
  });
  const slug = await t.rule(queueRule("orders"));
  await t.until(() => queue.connections.now === 1);
  queue.send("stolen");
  await reached.promise;
  await setHolder(t, "node = null, epoch = epoch + 1, due_at = belfry.now()");
  goOn.resolve();
  await t.until(() => queue.refusals.length > 0);
  expect(queue.refusals[0]).toMatchObject({ code: "LEASE_LOST" });
  await t.until(() => queue.waiting().length === 0);
  expect(await starts(t, slug)).toEqual(once("stolen"));
  expect(queue.handedOut.get("stolen")).toBe(2);
});

test("when the acknowledgement is lost, or the process ends around the commit, what comes again is known", async () => {
  for (const point of ["before-accept-commit", "after-accept-commit"] as const) {
    const queue = createTestQueue();
    const fault = failOnceAt(point);
    await using t = await startEngine({ plugins: [queue.plugin], faults: fault });
    const slug = await t.rule(queueRule("orders"));
    await t.until(() => queue.connections.now === 1);
    queue.send("first");
    await t.until(async () => (await t.engine.listFeeds())[0]?.state === "failing");
    expect(fault.failed).toBe(true);
    expect(queue.waiting()).toEqual(["first"]);
    await t.database.clock.advance(1_000);
    await t.until(() => queue.waiting().length === 0);
    expect(queue.handedOut.get("first")).toBe(2);
    queue.loseAcknowledgements(1);
    queue.send("second");
    await t.until(async () => (await starts(t, slug))["second"] === 1);
    expect(queue.waiting()).toEqual(["second"]);
    queue.breakAll();
    await t.until(async () => (await t.engine.listFeeds())[0]?.state === "failing");
    await t.database.clock.advance(60_000);
    await t.until(() => queue.waiting().length === 0);
    expect(await starts(t, slug)).toEqual(once("first", "second"));
  }
});

test.each(["before-feed-accept", "before-accept-commit", "after-accept-commit"] as const)(
  "a question whose work ends %s is asked again from where the cursor stands, and nothing is doubled",
  async (point) => {
    const source = createTestQueue();
    source.answers.events = [1, 2].map((n) => ({ source: "/table", id: `row${n}`, type: "row", data: n }));
    const fault = failOnceAt(point);
    await using t = await startEngine({ plugins: [source.plugin], faults: fault });
    const slug = await t.rule(pollRule("rows"));
    await t.until(() => fault.failed);
    // What was committed holds: the feed is then due in its own time, and not failing.
    await t.until(async () => (await t.engine.listFeeds())[0]?.node === null);
    await t.database.clock.advance(2_000);
    await t.until(async () => (await t.executions(slug)).length === 2 && source.asked.length >= 2);
    expect(await starts(t, slug)).toEqual(once("row1", "row2"));
    expect(source.asked.slice(0, 2)).toEqual([undefined, point === "after-accept-commit" ? 2 : undefined]);
  },
);

test("a feed of a rule that is disabled while its events are accepted starts nothing", async () => {
  const queue = createTestQueue();
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  await using t = await startEngine({
    plugins: [queue.plugin],
    faults: {
      async at(point) {
        if (point !== "before-feed-accept") return;
        reached.resolve();
        await goOn.promise;
      },
    },
  });
  const slug = await t.rule(queueRule("orders"));
  await t.until(() => queue.connections.now === 1);
  queue.send("late");
  await reached.promise;
  await t.engine.setRuleStatus(slug, "disabled", { by: tester });
  goOn.resolve();
  await t.until(() => queue.refusals.length === 1);
  expect(await t.executions(slug)).toEqual([]);
  expect(queue.waiting()).toEqual(["late"]);
});
