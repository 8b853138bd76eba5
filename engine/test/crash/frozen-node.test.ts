import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createTestDatabase } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { notingActions, readNotes } from "./noting-actions.ts";
import { startChild, testFolder } from "./start-child.ts";

// Much longer than the second between two beats, or a node that is alive would be taken for dead on a busy machine.
const SILENT_MS = 3_000;

test("a node that is frozen is replaced, and what it writes when it wakes up touches no row", async () => {
  await using database = await createTestDatabase();
  const folder = testFolder();
  const notes = join(folder, "notes");
  await using child = startChild({ url: database.url, notes, folder, silentMs: SILENT_MS });
  await child.ready;
  await using t = await startEngine({ database, plugins: [notingActions(notes)], start: false, silentMs: SILENT_MS });
  const slug = await t.rule({
    rule: "frozen",
    actions: [
      { id: "before", use: "note.work" },
      { id: "slow", use: "note.work", with: { slowMs: 2_000 } },
      { id: "after", use: "note.work" },
    ],
  });
  const id = await t.run(slug);
  await t.until(() => readNotes(notes).filter((note) => note.what === "begun").length === 2);
  child.process.kill("SIGSTOP");
  await t.engine.start();
  await t.reached(id, "success");
  const keptBefore = (await t.engine.getExecution(id)).actionRuns;

  child.process.kill("SIGCONT");
  await t.until(() => child.said.filter((line) => line.startsWith("ready")).length === 2);

  // It found out, dropped its work and began anew; the node that stayed was not taken for dead by the one that slept.
  const [first] = child.said;
  expect(child.said.some((line) => line.startsWith("lost"))).toBe(true);
  expect(child.said.at(-1)).not.toBe(first);
  expect(t.errors).toEqual([]);
  expect((await t.engine.getExecution(id)).actionRuns).toEqual(keptBefore);
  const { rows } = await database.store.query<{ action: string; pid: number }>({
    name: "who-did-what",
    text: "select action, (output ->> 'pid')::int as pid from belfry.action_runs order by finished_at, action",
  });
  expect(Object.fromEntries(rows.map((row) => [row.action, row.pid]))).toEqual({
    before: child.process.pid,
    slow: process.pid,
    after: process.pid,
  });
  // The interrupted action ran twice, under one key; the finished one once.
  const begun = Map.groupBy(
    readNotes(notes).filter((note) => note.what === "begun"),
    (note) => note.key.split("/").at(-1),
  );
  expect([...begun].map(([action, runs]) => [action, new Set(runs.map((run) => run.key)).size, runs.length])).toEqual([
    ["before", 1, 1],
    ["slow", 1, 2],
    ["after", 1, 1],
  ]);
});

// Its claim was answered, or its checkpoint: what it holds, as it believes, was finished by another node meanwhile.
test.each(["after-claim", "before-action", "after-checkpoint"] as const)(
  "a node that froze %s begins nothing when it wakes up that was finished elsewhere",
  async (freezeAt) => {
    await using database = await createTestDatabase();
    const folder = testFolder();
    const notes = join(folder, "notes");
    await using child = startChild({ url: database.url, notes, folder, silentMs: SILENT_MS, freezeAt });
    await child.ready;
    await using t = await startEngine({ database, plugins: [notingActions(notes)], start: false, silentMs: SILENT_MS });
    const steps = ["a", "b"].map((id) => ({ id, use: "note.work" }));
    const slug = await t.rule({ rule: "frozen", actions: steps });
    const id = await t.run(slug);
    await t.until(() => stateOf(child.process.pid) === "T");
    await t.engine.start();
    await t.reached(id, "success");
    const before = readNotes(notes);
    child.process.kill("SIGCONT");
    await t.until(() => child.said.includes(`lease-lost ${id}`));
    expect(readNotes(notes)).toEqual(before);
    expect(before.filter(({ what }) => what === "begun")).toHaveLength(2);
    await t.until(() => child.said.filter((line) => line.startsWith("ready")).length === 2);
  },
);

/** The letter that Linux gives to what a process does; T is "stopped". */
function stateOf(pid: number | undefined): string | undefined {
  return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1];
}
