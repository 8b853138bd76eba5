import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultPoints, type FaultPoint } from "@belfry/engine";
import { createTestDatabase, type TestDatabase, type TestEngine } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { CRASH_KEYS, crashRules, notingActions, readNotes } from "./noting-actions.ts";
import { startChild } from "./start-child.ts";

/** In the middle of the work, where a point is passed more than once. */
const passages: Partial<Record<FaultPoint, number>> = {
  "after-claim": 2,
  "before-action": 3,
  "after-action": 2,
  "after-checkpoint": 2,
  "before-finish": 2,
  "after-finish": 2,
};

/** Accepting events has a test of its own, and so have the steps that are no actions, failures, alerts and backfills. */
const elsewhere = new Set<FaultPoint>([
  "before-accept-commit",
  "after-accept-commit",
  "after-mark",
  "after-verdict",
  "before-feed-accept",
  "before-failures-commit",
  "after-failures-commit",
  "before-alerts-commit",
  "after-alerts-commit",
  "before-backfill-commit",
  "after-backfill-commit",
]);
const points = faultPoints.filter((point) => !elsewhere.has(point));

/** Nothing here is the fault of an execution, however many processes die under it. */
const maxLives = 100;
const folder = mkdtempSync(join(tmpdir(), "belfry-crash-"));
const notes = join(folder, "notes");
const plugins = [notingActions(notes)];
let database: TestDatabase;
/** Answers questions, and plans and runs nothing: that is done by the processes that are killed, and by the last one. */
let author: TestEngine;

beforeAll(async () => {
  database = await createTestDatabase();
  author = await startEngine({ database, plugins, start: false });
  for (const rule of crashRules) await author.rule({ ...rule });
});
afterAll(async () => {
  await author[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** The keys of the actions whose end is written. */
async function writtenKeys(): Promise<string[]> {
  const { rows } = await database.store.query<{ key: string }>({
    name: "written-keys",
    text: `select (select id from belfry.installation) || '/' || execution_id || '/' || action as key
      from belfry.action_runs where state = 'success'`,
  });
  return rows.map((row) => row.key);
}

/** How often an action had run when its end was found written. It must never run again. */
const finished = new Map<string, number>();

function runsOf(): Map<string, number> {
  const done = readNotes(notes).filter((note) => note.what === "done");
  return new Map([...Map.groupBy(done, (note) => note.key)].map(([key, runs]) => [key, runs.length]));
}

function expectNoneRepeated(): void {
  const runs = runsOf();
  for (const [key, n] of finished) expect([key, runs.get(key)]).toEqual([key, n]);
}

// Each process takes over what the one before has left in the middle, has a morning of its own, and is killed as well.
test.each(points)("a process is killed %s, and has repeated no action that had finished", async (point) => {
  const day = points.indexOf(point) + 1;
  await database.clock.set(new Date(Date.UTC(2026, 2, day, 6)));
  const passage = passages[point] ?? 1;
  await using child = startChild({ url: database.url, notes, folder, crashAt: { point, passage }, maxLives });
  expect(await child.ended).toBe("SIGKILL");
  expectNoneRepeated();
  const runs = runsOf();
  for (const key of await writtenKeys()) finished.set(key, runs.get(key) ?? 0);
});

test("after all of them nothing is lost: every slot fired once, every execution ended, every action ran", async () => {
  const days = points.length;
  await using t = await startEngine({ database, plugins, maxLives });
  // What is made up for is spread over some moments.
  for (let i = 0; i < 3; i += 1) {
    await database.clock.advance(1_000);
    await t.decided();
    await t.quiet();
  }
  for (const { rule } of crashRules) {
    expect(await t.engine.reconcileSlots(rule)).toMatchObject({ fates: { fired: days }, balanced: true });
  }
  const executions = [...(await t.executions("steps")), ...(await t.executions("family"))];
  expect(executions).toHaveLength(4 * days);
  expect(new Set(executions.map((execution) => execution.state))).toEqual(new Set(["success"]));
  expectNoneRepeated();
  const runs = runsOf();
  expect(runs.size).toBe(CRASH_KEYS * days);
  // Only what ran when a process died was done again: at most one action of each of its executions.
  expect([...runs.values()].filter((n) => n > 1).length).toBeLessThanOrEqual(3 * days);
  expect(t.errors).toEqual([]);
});
