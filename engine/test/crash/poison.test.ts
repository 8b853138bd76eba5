import { join } from "node:path";
import { createTestDatabase, tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import { startEngine } from "../start-engine.ts";
import { dyingActions } from "./dying-actions.ts";
import { notingActions, readNotes } from "./noting-actions.ts";
import { startChild, testFolder, type EngineChild } from "./start-child.ts";

test("an execution that crashes each worker is set aside after four lives, and the work beside it completes", async () => {
  await using database = await createTestDatabase();
  const folder = testFolder();
  const notes = join(folder, "notes");
  // It answers questions only: what runs, runs in processes that die.
  await using t = await startEngine({
    database,
    plugins: [notingActions(notes), dyingActions(notes)],
    start: false,
  });
  const poison = await t.rule({ rule: "poison", actions: [{ id: "die", use: "die.now" }] });
  const good = await t.rule({
    rule: "good",
    actions: ["a", "b", "c"].map((id) => ({ id, use: "note.work", with: { slowMs: 150 } })),
  });
  const innocents: number[] = [];
  for (let i = 0; i < 6; i += 1) innocents.push(await t.run(good));
  const id = await t.run(poison);
  for (let i = 0; i < 6; i += 1) innocents.push(await t.run(good));

  // As a supervisor does: whoever dies is started again.
  const alive = new Set<EngineChild>();
  let deaths = 0;
  let supervises = true;
  const supervise = async (): Promise<void> => {
    while (supervises && deaths < 12) {
      const child = startChild({ url: database.url, notes, folder });
      alive.add(child);
      await child.ended;
      alive.delete(child);
      deaths += 1;
    }
  };
  const supervisors = [supervise(), supervise()];
  const deadline = performance.now() + 150_000;
  const over = async () => {
    const states = await Promise.all([id, ...innocents].map(async (one) => (await t.engine.getExecution(one)).state));
    return states.every((state) => state === "failed" || state === "success");
  };
  while (!(await over()) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
  supervises = false;
  for (const child of alive) child.process.kill("SIGKILL");
  await Promise.all(supervisors);

  const ended = await t.engine.getExecution(id);
  expect(ended.state).toBe("failed");
  expect(ended.failure).toMatchObject({ class: "runtime", code: "EXECUTION_POISONED", details: { lives: 4 } });
  expect(ended.failure?.details?.["nodes"]).toHaveLength(4);
  for (const one of innocents) expect((await t.engine.getExecution(one)).state).toBe("success");
  const noted = readNotes(notes);
  expect(noted.filter(({ what }) => (what as string) === "dies")).toHaveLength(4);
  // The two that were ended by this test come last.
  expect(deaths).toBe(4 + 2);
  // No finished action was done again.
  const done = noted.filter(({ what }) => what === "done").map(({ key }) => key);
  expect(new Set(done).size).toBe(innocents.length * 3);
  expect(done.length).toBe(new Set(done).size);

  // It lies with the other failures, and a person may try it again: it has all its lives then.
  await t.engine.retryExecution(id, { by: tester });
  const { rows } = await database.store.pool.query("select lives from belfry.execution_queue where id = $1", [id]);
  expect(rows).toEqual([{ lives: 0 }]);
});
