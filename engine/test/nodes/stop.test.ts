import { expect, test } from "vitest";
import { startEngine } from "../start-engine.ts";

test("a node that stops takes nothing new, however much lies in the queue", async () => {
  await using t = await startEngine({ concurrency: 4, graceMs: 2_000 });
  const items = Array.from({ length: 150 }, (_, i) => i);
  const slug = await t.rule({
    rule: "backlog",
    forEach: items,
    actions: [{ use: "test.echo" }, { use: "test.echo" }, { use: "test.echo" }],
  });
  const id = await t.run(slug);
  await t.until(() => t.actions.runs.length > 8);
  const begun = t.actions.runs.length;
  await t.engine.stop();

  // Each of the four that ran may have finished its three steps.
  expect(t.actions.runs.length - begun).toBeLessThan(40);
  const { rows } = await t.database.store.query<{ held: number; waiting: number }>({
    name: "after-stop",
    text: "select count(*) filter (where node is not null)::int as held, count(*)::int as waiting from belfry.execution_queue",
  });
  expect(rows[0]?.held).toBe(0);
  expect(rows[0]?.waiting).toBeGreaterThan(100);

  await using again = await startEngine({ database: t.database });
  expect((await again.reached(id, "success")).children).toEqual({ success: 150 });
});

test("what does not end within the grace is given back, and runs again elsewhere under the same key", async () => {
  await using t = await startEngine({ graceMs: 50 });
  const slug = await t.rule({
    rule: "long",
    actions: [
      { id: "first", use: "test.echo" },
      { id: "long", use: "test.block", with: { name: "long" } },
    ],
  });
  const id = await t.run(slug);
  await t.actions.begun("long");
  await t.engine.stop();
  expect((await t.engine.getExecution(id)).state).toBe("pending");

  await using again = await startEngine({ database: t.database });
  again.actions.release("long");
  const execution = await again.reached(id, "success");
  // The interrupted attempt does not count.
  expect(execution.actionRuns.map((run) => [run.action, run.attempt])).toEqual([
    ["first", 1],
    ["long", 1],
  ]);
  expect(again.actions.runs.map((run) => run.key)).toEqual(
    t.actions.runs.filter((run) => run.use === "test.block").map((run) => run.key),
  );
  expect(again.actions.runs).toHaveLength(1);
});

test("what ends within the grace ends on its own node", async () => {
  await using t = await startEngine({ graceMs: 4_000 });
  const slug = await t.rule({ rule: "short", actions: [{ use: "test.block", with: { name: "short" } }] });
  const id = await t.run(slug);
  await t.actions.begun("short");
  const stopping = t.engine.stop();
  t.actions.release("short");
  await stopping;
  expect((await t.engine.getExecution(id)).state).toBe("success");
});

test("stopping twice, and stopping what was never started, does nothing more", async () => {
  await using t = await startEngine({ start: false });
  await t.engine.stop();
  await t.engine.stop();
  await using other = await startEngine();
  await Promise.all([other.engine.stop(), other.engine.stop()]);
  const { rows } = await other.database.store.query<{ n: number }>({
    name: "count-nodes",
    text: "select count(*)::int as n from belfry.nodes",
  });
  expect(rows[0]?.n).toBe(0);
});

test("a node without the role of a worker runs nothing, and one without that of a scheduler plans nothing", async () => {
  await using scheduler = await startEngine({ roles: ["scheduler"] });
  const slug = await scheduler.rule({
    rule: "roles",
    triggers: [{ cron: "* * * * *" }],
    actions: [{ use: "test.echo" }],
  });
  await scheduler.decided();
  await scheduler.moveTo("2026-03-01T00:01:00Z");
  expect((await scheduler.executions(slug)).map((execution) => execution.state)).toEqual(["pending"]);
  await using worker = await startEngine({ database: scheduler.database, roles: ["worker"] });
  await worker.until(async () => (await worker.executions(slug))[0]?.state === "success");
});
