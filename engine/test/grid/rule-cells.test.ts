import { join } from "node:path";
import { createGrids } from "@belfry/engine";
import type { Store } from "@belfry/store";
import { expect, test } from "vitest";
import { createTestDatabase, startTestEngine, type TestEngine } from "@belfry/testkit";
import { notingActions, readNotes } from "../crash/noting-actions.ts";
import { startChild, testFolder } from "../crash/start-child.ts";
import { until } from "../faults/until.ts";
import { startEngine, useEngine } from "../start-engine.ts";
import { by, cellsOf, countsDiffer, shop, shopGrid, shops } from "./grid-fixture.ts";

const engine = useEngine();
const inputs = "${{ inputs }}";

type Tasks = Parameters<typeof shopGrid>[1];
type Members = Parameters<TestEngine["engine"]["saveGridMembers"]>[1];

async function generated(t: TestEngine, grid: string, tasks: Tasks, members: Members): Promise<void> {
  await t.engine.saveGrid(
    shopGrid(
      grid,
      tasks.map((task) => ({ worker: undefined, ...task })),
    ),
    by,
  );
  await t.engine.saveGridMembers(grid, members, by);
  await t.engine.generateGrid(grid, { date: "2025-10-04" }, by);
}

/** As `until` of the engine, on a machine on which much else runs. */
async function patiently(check: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 90_000;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error("What the test waits for did not happen.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Resolves when the states of the cells, each told once, are these. */
async function reach(t: TestEngine, grid: string, ...states: string[]): Promise<void> {
  let seen: string[] = [];
  await patiently(async () => {
    seen = [...new Set(Object.values(await cellsOf(t, grid)))].toSorted();
    return seen.join() === states.toSorted().join();
  }).catch((error: unknown) => {
    throw new Error(`The cells are ${seen.join(", ")}.`, { cause: error });
  });
}

test("each cell runs the rule of its task type once, with its shop, platform and period", async () => {
  const t = engine();
  await t.rule({ rule: "collect", actions: [{ id: "echo", use: "test.echo", with: { value: inputs } }] });
  await generated(t, "runs", [{ task: "kpi", rule: "collect", period: [-9, -3] }], shops("pdd", 3));
  await reach(t, "runs", "done");
  expect(t.actions.runs.map(({ input }) => (input as { value: unknown }).value)).toContainEqual({
    grid: "runs",
    task: "kpi",
    attempt: 1,
    attributes: {},
    platform: "pdd",
    shop: "pdd-0002",
    period: { label: "2025-09-25_2025-10-01", start: "2025-09-25", end: "2025-10-01" },
  });
  const executions = await t.executions("collect");
  expect(executions.map(({ state }) => state)).toEqual(["success", "success", "success"]);
  const { items } = await t.engine.listGridCells("runs", { from: "2025-09-01", limit: 10 });
  expect(new Set(items.map(({ executionId }) => executionId))).toEqual(new Set(executions.map(({ id }) => id)));
  expect(await countsDiffer(t)).toEqual([]);
  expect(t.errors).toEqual([]);
});

test("a rule that fails is tried again after the delay of its task type, and then the cell has failed with the reason", async () => {
  const t = engine();
  await t.rule({ rule: "failing", actions: [{ use: "test.fail", with: {} }] });
  const retry = { attempts: 2, delay: "300s", backoff: "fixed", jitter: 0 };
  await generated(t, "retried", [{ task: "chat", rule: "failing", retry }], shops("pdd", 1));
  await patiently(async () => Object.values(await cellsOf(t, "retried"))[0]?.startsWith("pending: ") === true);
  expect(await t.executions("failing")).toHaveLength(1);
  await t.database.clock.advance(300_000);
  await patiently(async () => Object.values(await cellsOf(t, "retried"))[0]?.startsWith("failed: ") === true);
  expect(await t.executions("failing")).toHaveLength(2);
  expect(await countsDiffer(t)).toEqual([]);
});

test("so many cells of a platform run at once as its task type allows, and the next one begins when one has ended", async () => {
  const t = engine();
  await t.rule({ rule: "slow", actions: [{ use: "test.block", with: { name: "${{ inputs.shop }}" } }] });
  const concurrency = { limit: 1, per: "platform" };
  await generated(t, "limits", [{ task: "chat", rule: "slow", concurrency }], [...shops("pdd", 2), ...shops("tm", 2)]);
  await Promise.all([t.actions.begun("pdd-0001"), t.actions.begun("tm-0001")]);
  const running = async () =>
    Object.entries(await cellsOf(t, "limits")).flatMap(([cell, state]) => (state === "running" ? [cell] : []));
  expect(await running()).toHaveLength(2);
  expect(await t.executions("slow")).toHaveLength(2);
  t.actions.release("pdd-0001");
  await t.actions.begun("pdd-0002");
  expect(await running()).toHaveLength(2);
  for (const name of ["pdd-0002", "tm-0001", "tm-0002"]) t.actions.release(name);
  await reach(t, "limits", "done");
  expect(await countsDiffer(t)).toEqual([]);
});

test("an attempt that takes longer than it may is stopped, and the cell says so", async () => {
  const t = engine();
  await t.rule({ rule: "endless", actions: [{ use: "test.block", with: { name: "endless" } }] });
  await generated(t, "late", [{ task: "chat", rule: "endless", timeout: "2m" }], [shop("pdd", "a")]);
  await t.actions.begun("endless");
  await t.database.clock.advance(121_000);
  await reach(t, "late", "failed: timeout");
  expect(await t.executions("endless")).toMatchObject([{ state: "cancelled" }]);
});

test("a rule decides by its condition which cells are skipped, and one that is not enabled starts nothing", async () => {
  const t = engine();
  const actions = [{ use: "test.echo", with: { value: 1 } }];
  await t.rule({ rule: "picky", condition: "${{ inputs.shop != 'b' }}", actions });
  const tasks = [
    { task: "chat", rule: "picky" },
    { task: "none", rule: "not-there" },
  ];
  await generated(t, "picks", tasks, [shop("pdd", "a"), shop("pdd", "b")]);
  await reach(t, "picks", "done", "pending", "skipped: condition-false");
  expect(await cellsOf(t, "picks")).toMatchObject({
    "chat 2025-10-03 a": "done",
    "chat 2025-10-03 b": "skipped: condition-false",
    "none 2025-10-03 a": "pending",
  });
  expect(await t.executions("picky")).toHaveLength(1);
});

test("a worker that is killed in the midst of its cells: another one ends them, none is lost and none runs twice", async () => {
  await using database = await createTestDatabase();
  const folder = testFolder();
  const notes = join(folder, "notes");
  await using child = startChild({ url: database.url, notes, folder });
  await child.ready;
  await using t = await startEngine({ database, plugins: [notingActions(notes)], start: false });
  await t.rule({ rule: "collect", actions: [{ use: "note.work", with: { slowMs: 400 } }] });
  await generated(t, "killed", [{ task: "chat", rule: "collect", concurrency: { limit: 5 } }], shops("pdd", 12));
  const begun = () => readNotes(notes).filter(({ what }) => what === "begun");
  await patiently(() => begun().length >= 5);
  child.process.kill("SIGKILL");
  await child.ended;

  await t.engine.start();
  await reach(t, "killed", "done");
  const executions = await t.executions("collect");
  expect(executions).toHaveLength(12);
  expect(new Set(executions.map(({ state }) => state))).toEqual(new Set(["success"]));
  const done = readNotes(notes).filter(({ what }) => what === "done");
  expect(new Set(done.map(({ key }) => key)).size).toBe(12);
  const { items } = await t.engine.listGridCells("killed", { from: "2025-09-01", limit: 50 });
  expect(new Set(items.map(({ attempt }) => attempt))).toEqual(new Set([1]));
  expect(new Set(items.map(({ executionId }) => executionId)).size).toBe(12);
  expect(await countsDiffer(t)).toEqual([]);
});

async function gone(): Promise<never> {
  throw new Error("The process is gone.");
}

test("a process that dies in the midst of a generation leaves no cell that nobody starts", async () => {
  const t = engine();
  await t.rule({ rule: "left", actions: [{ use: "test.echo" }] });
  await t.engine.saveGrid(shopGrid("left", [{ task: "daily", worker: undefined, rule: "left", period: -1 }]), by);
  await t.engine.saveGridMembers("left", shops("pdd", 2), by);
  // Nobody looks at a grid that has no cells.
  await until(t, async () => {
    const { rows } = await t.database.store.pool.query<{ looks: boolean }>(
      "select look_at < 'infinity' as looks from belfry.grid_work w join belfry.grids g on g.id = w.grid_id where g.slug = 'left'",
    );
    return rows[0]?.looks === false;
  });
  const { store } = t.database;
  const dying: Store = {
    ...store,
    transaction: (work) =>
      store.transaction((tx) =>
        work({
          ...tx,
          query: (statement) => (statement.name === "insert-grid-generation" ? gone() : tx.query(statement)),
        }),
      ),
  };
  const calendars = { current: async () => new Map() };
  const grids = createGrids({ store: dying, audit: async () => undefined, calendars }, { id: 1, dueAt: new Date() });
  await expect(grids.generate("left", { date: "2025-10-04" })).rejects.toThrow("The process is gone.");
  await until(t, async () => {
    await t.database.clock.advance(1_000);
    return Object.values(await cellsOf(t, "left")).join() === "done,done";
  });
});

test("two nodes that look at the same cells start each of them once", async () => {
  const t = engine();
  await using other = await startTestEngine({ database: t.database });
  await t.rule({ rule: "shared", actions: [{ use: "test.echo", with: { value: "${{ inputs.shop }}" } }] });
  await generated(t, "nodes", [{ task: "chat", rule: "shared" }], [...shops("pdd", 150), ...shops("tm", 50)]);
  await reach(t, "nodes", "done");
  expect(await t.executions("shared")).toHaveLength(200);
  const values = [...t.actions.runs, ...other.actions.runs].map(({ input }) => (input as { value: string }).value);
  expect(new Set(values).size).toBe(200);
  expect(values).toHaveLength(200);
  expect(await countsDiffer(t)).toEqual([]);
});
