import { join } from "node:path";
import { expect, test } from "vitest";
import { faultPoints, type FaultPoint } from "@belfry/engine";
import { createTestDatabase } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { CRASH_KEYS, crashRules, notingActions, readNotes } from "./noting-actions.ts";
import { startChild, testFolder } from "./start-child.ts";

/** In the middle of the work, where a point is passed more than once. */
const passages: Partial<Record<FaultPoint, number>> = {
  "after-claim": 2,
  "before-action": 3,
  "after-action": 2,
  "after-checkpoint": 2,
  "before-finish": 2,
  "after-finish": 2,
};

test.each(faultPoints)(
  "a process that is killed %s loses nothing and repeats no finished action",
  { timeout: 20_000 },
  async (point) => {
    await using database = await createTestDatabase();
    const folder = testFolder();
    const notes = join(folder, "notes");
    const plugins = [notingActions(notes)];
    {
      await using author = await startEngine({ database, plugins, start: false });
      for (const rule of crashRules) await author.rule({ ...rule });
    }
    await database.clock.set("2026-03-01T06:00:00Z");
    await using child = startChild({
      url: database.url,
      notes,
      folder,
      crashAt: { point, passage: passages[point] ?? 1 },
    });
    expect(await child.ended).toBe("SIGKILL");
    const { rows: written } = await database.store.query<{ key: string }>({
      name: "written-keys",
      text: `select (select id from belfry.installation) || '/' || execution_id || '/' || action as key
      from belfry.action_runs where state = 'success'`,
    });

    await using t = await startEngine({ database, plugins });
    await t.decided();
    await t.until(async () => {
      const executions = [...(await t.executions("steps")), ...(await t.executions("family"))];
      return executions.length === 4 && executions.every((execution) => execution.state === "success");
    });

    for (const { rule } of crashRules) {
      expect(await t.engine.reconcileSlots(rule)).toMatchObject({ fates: { fired: 1 }, balanced: true });
    }
    const done = readNotes(notes).filter((note) => note.what === "done");
    const times = Map.groupBy(done, (note) => note.key);
    expect(times.size).toBe(CRASH_KEYS);
    for (const { key } of written) expect([key, times.get(key)?.length]).toEqual([key, 1]);
    // Only what ran when the process died is done again: at most one action of each of the two or three executions.
    expect(done.length - CRASH_KEYS).toBeLessThanOrEqual(3);
    expect(t.errors).toEqual([]);
  },
);
