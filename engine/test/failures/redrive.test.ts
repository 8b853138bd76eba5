import { join } from "node:path";
import { createTestDatabase, tester, type TestEngine } from "@belfry/testkit";
import { expect, test } from "vitest";
import { notingActions, readNotes } from "../crash/noting-actions.ts";
import { startChild, testFolder } from "../crash/start-child.ts";
import { startEngine } from "../start-engine.ts";
import { failMany } from "./many-failures.ts";

const reader = { by: tester, scope: null };

/** Moves the clock second by second, as a job goes on, until it has ended. */
async function untilEnded(t: TestEngine, id: number): Promise<void> {
  for (;;) {
    const before = await t.engine.getFailureJob(id, reader);
    if (before.state !== "running") return;
    await t.database.clock.advance(1_000);
    await t.until(async () => {
      const { done, refused, state } = await t.engine.getFailureJob(id, reader);
      return state !== "running" || done + refused > before.done + before.refused;
    });
  }
}

test("hundreds are retried in chunks while two nodes are killed in the middle: none is lost, none is started twice", async () => {
  await using database = await createTestDatabase();
  const folder = testFolder();
  const notes = join(folder, "notes");
  await using t = await startEngine({ database, plugins: [notingActions(notes)], start: false });
  await t.rule({ rule: "many", actions: [{ id: "send", use: "note.work" }] });
  await failMany(t, "many", 700);
  const job = await t.engine.askForFailures({
    work: "redrive",
    selection: { rule: "many" },
    from: "start",
    version: "latest",
    note: "The gate answers again.",
    ...reader,
  });
  expect(job).toMatchObject({ total: 700, done: 0, state: "running" });

  for (const point of ["before-failures-commit", "after-failures-commit"] as const) {
    await using child = startChild({ url: database.url, notes, folder, crashAt: { point, passage: 2 } });
    await child.ready;
    const tick = setInterval(() => void database.clock.advance(1_000), 100);
    expect(await child.ended).toBe("SIGKILL");
    clearInterval(tick);
  }
  const halfway = await t.engine.getFailureJob(job.id, reader);
  // The first was killed with a chunk that was not written, the second when it was.
  expect(halfway).toMatchObject({ done: 300, refused: 0, state: "running" });

  await t.engine.start();
  await untilEnded(t, job.id);
  expect(await t.engine.getFailureJob(job.id, reader)).toMatchObject({ state: "done", done: 700, refused: 0 });
  await t.until(async () => {
    await database.clock.advance(1);
    const { rows } = await database.store.query<{ open: number }>({
      name: "redrive-open",
      text: "select count(*)::int as open from belfry.execution_queue",
    });
    return rows[0]?.open === 0;
  });
  const { rows } = await database.store.query({
    name: "redrive-sums",
    text: `
        select count(*)::int as all, count(*) filter (where state = 'success')::int as good,
          (select count(*)::int from belfry.execution_retries) as links,
          (select count(*)::int from belfry.failed_executions) as failed
        from belfry.executions`,
  });
  expect(rows).toEqual([{ all: 1_400, good: 700, links: 700, failed: 0 }]);
  const keys = readNotes(notes)
    .filter(({ what }) => what === "done")
    .map(({ key }) => key);
  expect(new Set(keys).size).toBe(700);
});

test("a hundred a second are retried, and no more while the clock stands still", async () => {
  await using t = await startEngine();
  await t.rule({ rule: "calm", actions: [{ id: "send", use: "test.echo" }] });
  await failMany(t, "calm", 250);
  const wanted = { work: "redrive", from: "failed", version: "same", note: "" } as const;
  const { id } = await t.engine.askForFailures({ ...wanted, selection: { rule: "calm" }, ...reader });
  await t.until(async () => (await t.engine.getFailureJob(id, reader)).done === 100);
  await t.quiet();
  expect((await t.engine.getFailureJob(id, reader)).done).toBe(100);
  await untilEnded(t, id);
  await t.quiet();
  expect(t.actions.runs).toHaveLength(250);
  expect(t.errors).toEqual([]);
});

test("what cannot be retried is named with the reason and stays in the list; the rest is retried", async () => {
  await using t = await startEngine();
  await t.engine.setVariables({ isBroken: true }, { by: tester });
  const broken = { id: "send", use: "test.fail", with: { until: "${{ vars.isBroken ? 9 : 1 }}", retryable: false } };
  const fetch = { id: "fetch", use: "test.echo" };
  await t.rule({ rule: "mixed", actions: [fetch, broken] });
  const failed = await t.run("mixed");
  await t.reached(failed, "failed");
  // These failed at their first action: for them every version is as good.
  await failMany(t, "mixed", 2);
  await t.engine.saveRule({ rule: "mixed", name: "测试", actions: [broken] }, { by: tester });
  await t.engine.setVariables({ isBroken: false }, { by: tester });
  const wanted = { work: "redrive", from: "failed", version: "latest", note: "" } as const;
  const { id } = await t.engine.askForFailures({ ...wanted, selection: { rule: "mixed" }, ...reader });
  await untilEnded(t, id);
  expect(await t.engine.getFailureJob(id, reader)).toMatchObject({
    done: 2,
    refused: 1,
    refusals: [{ executionId: failed, code: "RETRY_STEPS_DIFFER" }],
  });
  expect(await t.engine.listFailures()).toMatchObject([{ count: 1, sample: { executionId: failed } }]);
});

test("parents and their children in one job: each child runs once more, and the parents say what became of them", async () => {
  await using t = await startEngine();
  await t.engine.setVariables({ isBroken: true }, { by: tester });
  const broken = { id: "send", use: "test.fail", with: { until: "${{ vars.isBroken ? 9 : 1 }}", retryable: false } };
  await t.rule({ rule: "family", forEach: ["a", "b", "c"], concurrency: { limit: 2 }, actions: [broken] });
  const parents = [await t.run("family"), await t.run("family")];
  for (const parent of parents) await t.reached(parent, "failed");
  await t.engine.setVariables({ isBroken: false }, { by: tester });
  t.actions.runs.length = 0;
  const wanted = { work: "redrive", from: "start", version: "same", note: "" } as const;
  const { id } = await t.engine.askForFailures({ ...wanted, selection: { rule: "family" }, ...reader });
  await untilEnded(t, id);
  for (const parent of parents)
    expect(await t.reached(parent, "success")).toMatchObject({ children: { success: 3 }, redrive: 1 });
  expect(t.actions.runs).toHaveLength(6);
  expect(await t.engine.listFailures()).toEqual([]);
  expect(t.errors).toEqual([]);
});

test("a job that is stopped stays where it is, and cannot be stopped twice", async () => {
  await using t = await startEngine({ start: false });
  await t.rule({ rule: "stop", actions: [{ id: "send", use: "test.echo" }] });
  await failMany(t, "stop", 5);
  const wanted = { work: "redrive", from: "failed", version: "same", note: "" } as const;
  const { id } = await t.engine.askForFailures({ ...wanted, selection: { executions: [1, 2] }, ...reader });
  expect(await t.engine.cancelFailureJob(id, reader)).toMatchObject({ state: "cancelled", total: 2, done: 0 });
  await expect(t.engine.cancelFailureJob(id, reader)).rejects.toMatchObject({ code: "FAILURE_JOB_ENDED" });
  expect(await t.engine.listFailures()).toMatchObject([{ count: 5 }]);
});
