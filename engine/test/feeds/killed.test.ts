import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTestDatabase } from "@belfry/testkit";
import { expect, test } from "vitest";
import { notingActions, readNotes } from "../crash/noting-actions.ts";
import { startChild, testFolder } from "../crash/start-child.ts";
import { startEngine } from "../start-engine.ts";
import { fileFeed } from "./file-feed.ts";

test.each(["before-feed-accept", "before-accept-commit", "after-accept-commit"] as const)(
  "a process that is killed %s is followed by another one, and each line runs once",
  async (point) => {
    await using database = await createTestDatabase();
    const folder = testFolder();
    const notes = join(folder, "notes");
    const lines = join(folder, "lines");
    writeFileSync(lines, "one\ntwo\nthree\n");
    await using t = await startEngine({ database, plugins: [notingActions(notes), fileFeed], start: false });
    const slug = await t.rule({
      rule: "lines",
      triggers: [{ id: "lines", testFile: lines }],
      actions: [{ id: "work", use: "note.work", with: {} }],
    });
    {
      await using child = startChild({ url: database.url, notes, folder, crashAt: { point, passage: 1 } });
      expect(await child.ended).toBe("SIGKILL");
    }
    await t.engine.start();
    await t.until(async () => (await t.executions(slug)).filter(({ state }) => state === "success").length === 3);
    writeFileSync(lines, "one\ntwo\nthree\nfour\n");
    await t.database.clock.advance(1_000);
    await t.until(async () => (await t.executions(slug)).filter(({ state }) => state === "success").length === 4);
    expect((await t.executions(slug)).map(({ trigger }) => (trigger["event"] as { id: string }).id)).toEqual([
      "one",
      "two",
      "three",
      "four",
    ]);
    expect(new Set(readNotes(notes).map(({ key }) => key)).size).toBe(4);
    expect(t.errors).toEqual([]);
  },
  30_000,
);
