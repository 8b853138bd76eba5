import type { NodeView } from "@belfry/engine";
import { tester, type TestEngine } from "@belfry/testkit";
import { expect, test } from "vitest";
import { createTestQueue, queueRule } from "../feeds/test-source.ts";
import { cronRule, startEngine } from "../start-engine.ts";

const own = async (t: TestEngine): Promise<NodeView> => {
  const found = (await t.engine.listNodes()).find(({ id }) => id === t.engine.node);
  if (found === undefined) throw new Error("The node is not listed.");
  return found;
};
const drain = async (t: TestEngine, graceMs = 60_000) => t.engine.drainNode((await own(t)).id, { by: tester, graceMs });
const drained = (t: TestEngine) => t.until(async () => (await own(t)).state === "drained");

/** It moves once a second: two later the node has looked at what is due. */
async function beatOf(t: TestEngine): Promise<{ beat: number }> {
  const { rows } = await t.database.store.pool.query<{ beat: number }>(
    "select beat::int from belfry.nodes where id = $1",
    [t.engine.node],
  );
  return rows[0] ?? { beat: 0 };
}

const blocks = (name: string) => ({
  rule: name,
  actions: [
    { id: "long", use: "test.block", with: { name } },
    { id: "after", use: "test.echo" },
  ],
});

test("a drained node lets its action end, hands over what comes after it, and takes nothing more", async () => {
  await using a = await startEngine();
  const slug = await a.rule(blocks("held"));
  const first = await a.run(slug);
  await a.actions.begun("held");
  await drain(a);
  await using b = await startEngine({ database: a.database });
  expect((await own(a)).state).toBe("draining");
  const second = await a.run(slug);
  await b.actions.begun("held");
  a.actions.release("held");
  await a.reached(first, "success");
  b.actions.release("held");
  await a.reached(second, "success");
  // The action that ran has ended where it had begun; the one after it ran elsewhere.
  expect(a.actions.runs.map(({ use }) => use)).toEqual(["test.block"]);
  expect(b.actions.runs.map(({ use }) => use).toSorted()).toEqual(["test.block", "test.echo", "test.echo"]);
  await drained(a);
  expect((await own(b)).unattended).toEqual([]);
});

test("what runs longer than the grace is handed over in its midst, and does not count as an attempt", async () => {
  await using a = await startEngine();
  const slug = await a.rule(blocks("endless"));
  const id = await a.run(slug);
  await a.actions.begun("endless");
  await drain(a, 5_000);
  await using b = await startEngine({ database: a.database });
  expect(b.actions.runs).toEqual([]);
  const now = await a.database.clock.now();
  await a.database.clock.set(new Date(now.getTime() + 5_000));
  await b.actions.begun("endless");
  b.actions.release("endless");
  expect((await b.reached(id, "success")).actionRuns.map(({ action, attempt }) => [action, attempt])).toEqual([
    ["long", 1],
    ["after", 1],
  ]);
  await drained(a);
});

test("with the only scheduler drained nothing is decided, the list says so, and a resumed one decides it all", async () => {
  await using t = await startEngine();
  await t.rule(cronRule("every-minute", "* * * * *"));
  await t.decided();
  expect((await drain(t)).unattended).toEqual(["scheduler", "worker"]);
  await drained(t);
  await t.database.clock.set("2026-03-01T00:01:00Z");
  const { rows: before } = await t.database.store.pool.query("select from belfry.slot_fates");
  expect(before).toEqual([]);
  const { id } = await own(t);
  expect(await t.engine.resumeNode(id, { by: tester })).toMatchObject({ state: "active", drain: null, unattended: [] });
  await t.quiet();
  expect((await t.executions("every-minute")).map(({ state }) => state)).toEqual(["success"]);
});

test("a drained node that lost its place begins anew as a drained one, with who drained it and until when", async () => {
  await using t = await startEngine();
  const heard = new Promise<void>((resolve) => t.engine.events.on("node.drained", () => resolve()));
  await drain(t);
  await heard;
  await drained(t);
  const before = await own(t);
  await t.database.store.pool.query("delete from belfry.nodes where id = $1", [before.id]);
  await t.until(() => t.engine.node !== undefined && t.engine.node !== before.id);
  const after = await own(t);
  expect(after.state).toBe("drained");
  expect(after.drain).toEqual(before.drain);
  expect(after.id).not.toBe(before.id);
  await t.engine.resumeNode(after.id, { by: tester });
  const slug = await t.rule({ rule: "again", actions: [{ use: "test.echo" }] });
  await t.reached(await t.run(slug), "success");
});

test("a node tells of its load with its beat", async () => {
  await using t = await startEngine({ concurrency: 7, version: "1.2.3" });
  const slug = await t.rule(blocks("load"));
  const id = await t.run(slug);
  await t.actions.begun("load");
  await t.until(async () => (await own(t)).running === 1);
  expect(await own(t)).toMatchObject({
    version: "1.2.3",
    roles: ["scheduler", "worker"],
    concurrency: 7,
    running: 1,
    claimedPerMinute: 1,
    state: "active",
    build: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
    schema: expect.any(Number) as number,
  });
  t.actions.release("load");
  await t.reached(id, "success");
  await t.until(async () => (await own(t)).running === 0);
});

test("what a drained node listened to is taken over at once, and comes back to nobody while it is drained", async () => {
  const queue = createTestQueue();
  await using a = await startEngine({ plugins: [queue.plugin] });
  const slug = await a.rule(queueRule("orders"));
  await a.until(() => queue.connections.now === 1);
  await using b = await startEngine({ database: a.database, plugins: [queue.plugin] });
  expect((await own(a)).feeds).toBe(1);
  await drain(a);
  await a.until(async () => (await own(b)).feeds === 1 && queue.connections.now === 1);
  await drained(a);
  for (const id of ["one", "two"]) queue.send(id);
  await a.until(async () => (await a.executions(slug)).length === 2 && queue.waiting().length === 0);
  // The other one goes: nobody listens until the drained one takes work again.
  await b.engine.stop();
  await a.until(() => queue.connections.now === 0);
  queue.send("three");
  await a.engine.resumeNode((await own(a)).id, { by: tester });
  await a.until(async () => (await a.executions(slug)).length === 3);
});

test("what becomes due for others is left to them, and they hear when the node takes work again", async () => {
  let due = 0;
  const heard: string[] = [];
  await using t = await startEngine({
    hooks: {
      dueSources: [{ name: "always", nextDueSql: "belfry.now()", onDue: () => (due += 1) }],
      onNode: async () => void heard.push("takes"),
      onDrained: async () => void heard.push("drained"),
    },
  });
  await t.until(() => due > 0);
  await drain(t);
  await t.until(() => heard.includes("drained"));
  const before = due;
  await t.database.store.query({ name: "tell-deliveries", text: "select pg_notify('belfry', 'deliveries,clock')" });
  const { beat } = await beatOf(t);
  await t.until(async () => (await beatOf(t)).beat > beat + 1);
  expect(due).toBe(before);
  await t.engine.resumeNode((await own(t)).id, { by: tester });
  await t.until(() => due > before);
  expect(heard).toEqual(["takes", "drained", "takes"]);
});
