import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { createTestDatabase } from "@belfry/testkit";
import { z } from "zod";
import { expect, test } from "vitest";
import { createProgressWriter } from "../../src/logs/progress-writer.ts";
import { startEngine } from "../start-engine.ts";

/** An action that says at once how far it is, a thousand times, and goes on when it is told to. */
function counting() {
  const more = Promise.withResolvers<void>();
  const action = defineAction({
    id: "count.rows",
    displayName: { zh: "count", en: "count" },
    description: { zh: "count", en: "count" },
    input: z.strictObject({}),
    idempotent: true,
    async run(ctx) {
      for (let done = 1; done <= 1_000; done += 1) ctx.progress(done, 4_000);
      await more.promise;
      return null;
    },
  });
  return { more, plugin: definePlugin({ name: "count", version: "0", actions: [action] }) };
}

test("how far an action is can be seen from every node while it runs, is told to who watches, and not kept", async () => {
  const { more, plugin } = counting();
  await using a = await startEngine({ plugins: [plugin] });
  await using b = await startEngine({ database: a.database, plugins: [plugin], start: false });
  const slug = await a.rule({ rule: "counts", actions: [{ id: "rows", use: "count.rows" }] });
  const told = new Set<number | string>();
  b.engine.changes.subscribe(({ topic, ids }) => {
    if (topic === "executions") for (const id of ids) told.add(id);
  });
  const id = await b.run(slug);
  await b.until(async () => (await b.engine.getExecution(id)).progress !== null);
  expect((await b.engine.getExecution(id)).progress).toEqual({
    action: "rows",
    iteration: "",
    done: 1_000,
    total: 4_000,
    at: await a.database.clock.now(),
  });
  await b.until(() => told.has(id));
  more.resolve();
  expect((await b.reached(id, "success")).progress).toBeNull();
  await b.until(
    async () => (await a.database.store.pool.query("select from belfry.execution_progress")).rows.length === 0,
  );
});

test("however often actions say it, a node writes it once in a while, for all of them together", async () => {
  await using database = await createTestDatabase();
  const sent: string[] = [];
  const store = {
    query: ((statement) => {
      sent.push(statement.name);
      return database.store.query(statement);
    }) as typeof database.store.query,
  };
  const errors: unknown[] = [];
  const written: (readonly number[])[] = [];
  const writer = createProgressWriter({
    store,
    everyMs: 200,
    onWritten: (ids) => written.push(ids),
    onError: (error) => errors.push(error),
  });
  const began = performance.now();
  while (performance.now() - began < 450) {
    for (const execution of [1, 2, 3])
      writer.report({
        execution,
        action: "a",
        iteration: "",
        done: Math.floor(performance.now() - began),
        total: undefined,
      });
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await writer.flushed();
  // At once, after each 200 milliseconds, and at the end.
  expect(sent.length).toBeGreaterThanOrEqual(2);
  expect(sent.length).toBeLessThanOrEqual(2 + (performance.now() - began) / 200);
  expect(written.at(-1)).toEqual([1, 2, 3]);
  // What is no number is not written, and keeps nothing else from being written.
  writer.report({ execution: 4, action: "a", iteration: "", done: Number.NaN, total: 1 });
  writer.report({ execution: 5, action: "a", iteration: "", done: 1, total: Number.NaN });
  writer.forget(1);
  writer.forget(99);
  await writer.flushed();
  const { rows } = await database.store.pool.query(
    "select execution_id as id, total from belfry.execution_progress order by 1",
  );
  expect(rows).toEqual([2, 3, 5].map((id) => ({ id, total: null })));
  expect(errors).toEqual([]);
});
