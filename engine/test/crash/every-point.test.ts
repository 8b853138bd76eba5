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

const finished = new Map<string, number>();
const countDone = () =>
  Map.groupBy(
    readNotes(notes).filter((note) => note.what === "done"),
    (note) => note.key,
  );

test.each(faultPoints)("a process that is killed %s loses nothing and repeats no finished action", async (point) => {
  // Each point has a day of its own; the process that is killed is the first to see its morning.
  const day = faultPoints.indexOf(point) + 1;
  await database.clock.set(new Date(Date.UTC(2026, 2, day, 6)));
  {
    await using child = startChild({
      url: database.url,
      notes,
      folder,
      crashAt: { point, passage: passages[point] ?? 1 },
    });
    expect(await child.ended).toBe("SIGKILL");
  }
  const done = countDone();
  for (const key of await writtenKeys()) finished.set(key, done.get(key)?.length ?? 0);

  await using t = await startEngine({ database, plugins });
  await t.decided();
  await t.until(async () => {
    const executions = [...(await t.executions("steps")), ...(await t.executions("family"))];
    return executions.length === 4 * day && executions.every((execution) => execution.state === "success");
  });

  for (const { rule } of crashRules) {
    expect(await t.engine.reconcileSlots(rule)).toMatchObject({ fates: { fired: day }, balanced: true });
  }
  const times = countDone();
  expect(times.size).toBe(CRASH_KEYS * day);
  for (const [key, n] of finished) expect([key, times.get(key)?.length]).toEqual([key, n]);
  // Only what ran when the process died was done again: at most one action of each of the three executions.
  const repeated = [...times.values()].filter((runs) => runs.length > 1).length;
  expect(repeated).toBeLessThanOrEqual(3 * day);
  for (const key of times.keys()) finished.set(key, times.get(key)?.length ?? 0);
  expect(t.errors).toEqual([]);
});
