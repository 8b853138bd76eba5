import { join } from "node:path";
import { expect, test } from "vitest";
import { createTestDatabase } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { notingActions, readNotes } from "./noting-actions.ts";
import { startChild, testFolder } from "./start-child.ts";

/** Two seconds are promised, and measured by `npm run bench -- kill-worker`; the rest is for what else runs on this machine. */
const RESUMED_WITHIN_MS = 20_000;

test("the work of a process that dies is resumed by another one within seconds", { timeout: 300_000 }, async () => {
  await using database = await createTestDatabase();
  const folder = testFolder();
  const notes = join(folder, "notes");
  await using child = startChild({ url: database.url, notes, folder });
  await child.ready;
  await using t = await startEngine({ database, plugins: [notingActions(notes)], start: false });
  const slug = await t.rule({ rule: "dies", actions: [{ use: "note.work", with: { slowMs: 2_000 } }] });
  const ids = [await t.run(slug), await t.run(slug), await t.run(slug)];
  const begun = () => readNotes(notes).filter((note) => note.what === "begun");
  await t.until(() => begun().length === ids.length);
  child.process.kill("SIGSTOP");
  await t.engine.start();
  child.process.kill("SIGKILL");
  await child.ended;
  const died = performance.now();

  await t.until(() => begun().length === 2 * ids.length);
  expect(performance.now() - died).toBeLessThan(RESUMED_WITHIN_MS);
  for (const id of ids) await t.reached(id, "success");
  expect(new Set(begun().map((note) => note.key)).size).toBe(ids.length);
  expect(t.errors).toEqual([]);
});
