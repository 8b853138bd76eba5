import { join } from "node:path";
import { migrate, type Migration } from "@belfry/store";
import { createTestDatabase } from "@belfry/testkit";
import { expect, test } from "vitest";
import { cronRule, fatesOf, startEngine } from "../start-engine.ts";
import { laterPlugin } from "./later-plugin.ts";
import { notingActions, readNotes } from "./noting-actions.ts";
import { startChild, testFolder, type EngineChild } from "./start-child.ts";

/** As a later version may widen each table that nodes work on. */
const tables = ["rules", "triggers", "slots_due", "slot_fates", "trigger_plans", "executions", "execution_queue"];
const more = ["action_runs", "events", "nodes", "trigger_feeds"];
const wider: Migration = {
  number: 9_000,
  name: "9000_wider",
  oldest: 0,
  sql: [...tables, ...more]
    .map((table) => `alter table belfry.${table} add column later int not null default 0;`)
    .join(""),
};

async function stop(child: EngineChild): Promise<void> {
  child.process.kill("SIGTERM");
  expect(await child.ended).toBe(null);
}

test("nodes of two versions with different plugins are replaced one by one under load: nothing fails, every slot fires once", async () => {
  await using database = await createTestDatabase();
  const folder = testFolder();
  const notes = join(folder, "notes");
  // It answers questions only, and is of the later version already.
  await using t = await startEngine({
    database,
    plugins: [notingActions(notes), laterPlugin(notes)],
    start: false,
  });
  const start = async (later: boolean): Promise<EngineChild> => {
    const child = startChild({ url: database.url, notes, folder, later, version: later ? "2.0.0" : "1.9.0" });
    await child.ready;
    return child;
  };
  let minute = 0;
  const ids: number[] = [];
  const minutes = async (n: number) => {
    for (const last = minute + n; minute < last;) {
      minute += 1;
      await database.clock.set(new Date(Date.UTC(2026, 2, 1, 0, minute)));
      if (minute > 3) ids.push(await t.run("by-hand"));
      await t.decided();
    }
  };
  const old = [await start(false), await start(false)] as const;
  await t.rule(
    cronRule("plain", "* * * * *", { actions: ["a", "b"].map((id) => ({ id, use: "note.work", with: {} })) }),
  );
  await t.decided();
  await minutes(2);
  // The first node of the later version migrates below those that work, and one of theirs may be started again after it.
  expect(await migrate({ url: database.url, migrations: [wider] })).toEqual([wider.name]);
  expect(await migrate({ url: database.url })).toEqual([]);
  await minutes(1);
  const first = await start(true);
  // Saved while both versions take part: what they use only one of them knows.
  await t.rule(cronRule("late-action", "* * * * *", { actions: [{ id: "x", use: "late.work" }] }));
  await t.rule({ rule: "late-trigger", triggers: [{ minutely: true }], actions: [{ id: "y", use: "note.work" }] });
  await t.rule({
    rule: "by-hand",
    actions: [
      { id: "p", use: "note.work" },
      { id: "q", use: "late.work" },
    ],
  });
  await t.decided();
  await minutes(3);
  await stop(old[0]);
  await minutes(3);
  const second = await start(true);
  await minutes(2);
  await stop(old[1]);
  await minutes(2);
  await t.quiet();

  for (const slug of ["plain", "late-action", "late-trigger", "by-hand"]) {
    const ended = await t.executions(slug);
    expect(ended.filter(({ state }) => state !== "success").map(({ id, failure }) => [slug, id, failure])).toEqual([]);
  }
  expect(await fatesOf(t, "plain")).toEqual({ fired: 13 });
  expect(await fatesOf(t, "late-action")).toEqual({ fired: 10 });
  expect(await fatesOf(t, "late-trigger")).toEqual({ fired: 10 });
  expect(ids).toHaveLength(10);
  const done = readNotes(notes).filter(({ what }) => what === "done");
  const expected = 13 * 2 + 10 + 10 + 10 * 2;
  expect(new Set(done.map(({ key }) => key)).size).toBe(expected);
  expect(done).toHaveLength(expected);

  // With the last node gone that knows them, they fail and say who takes part.
  await stop(first);
  const late = await start(false);
  await stop(second);
  const id = await t.run("by-hand");
  const failed = await t.reached(id, "failed");
  expect(failed.failure).toMatchObject({ class: "config", code: "RULE_INVALID" });
  expect(failed.failure?.message).toContain("There is no action late.work");
  expect(failed.failure?.message).toContain("version 1.9.0");
  await stop(late);
});
