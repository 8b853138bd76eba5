import { join } from "node:path";
import { expect, test } from "vitest";
import { migrate, openStore, startEmbeddedPostgres } from "@belfry/store";
import { tester } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { notingActions, readNotes } from "./noting-actions.ts";
import { testFolder } from "./start-child.ts";

const notHere = () => Promise.reject(new Error("This database has a clock of its own."));

test("a database that is killed under a running engine comes back, and all work goes on; when it is gone, the engine still stops", async () => {
  const folder = testFolder();
  const notes = join(folder, "notes");
  await using server = await startEmbeddedPostgres({ dataDir: join(folder, "data") });
  await migrate({ url: server.url });
  await using store = openStore({ url: server.url });
  const clock = { now: () => Promise.resolve(new Date()), set: notHere, advance: notHere };
  const database = { url: server.url, store, clock, [Symbol.asyncDispose]: () => Promise.resolve() };
  const t = await startEngine({ database, plugins: [notingActions(notes)], concurrency: 20, graceMs: 100 });
  const items = Array.from({ length: 30 }, (_, i) => i);
  const slug = await t.rule({
    rule: "goes-on",
    triggers: [{ cron: "* * * * * *", timezone: "UTC" }],
    forEach: items,
    concurrency: { limit: 15 },
    actions: [
      { id: "a", use: "note.work" },
      { id: "b", use: "note.work", with: { slowMs: 5 } },
      { id: "c", use: "note.work" },
    ],
  });
  await t.until(() => readNotes(notes).length > 60);
  const node = t.engine.node;
  // What an immediate shutdown does, as after a power cut: no session is ended in good order.
  process.kill(server.pid, "SIGQUIT");
  await t.until(() => t.engine.node !== undefined && t.engine.node !== node);
  await t.engine.setRuleStatus(slug, "disabled", { by: tester });
  await t.quiet();

  const parents = await t.engine.listExecutions({ rule: slug, roots: true, limit: 500 });
  expect(parents.length).toBeGreaterThan(0);
  expect(new Set(parents.map((parent) => parent.state))).toEqual(new Set(["success"]));
  expect((await t.engine.reconcileSlots(slug)).balanced).toBe(true);
  const { rows } = await store.query<{ children: number; runs: number; keys: number }>({
    name: "restart-sums",
    text: `select (select count(*)::int from belfry.executions where parent_id is not null and state = 'success') as children,
      count(*)::int as runs, count(distinct (execution_id, action))::int as keys from belfry.action_runs where state = 'success'`,
  });
  const children = parents.length * items.length;
  expect(rows[0]).toEqual({ children, runs: children * 3, keys: children * 3 });
  // Nothing that was durable is done again: what is done twice ran when the server died.
  const done = readNotes(notes).filter((note) => note.what === "done");
  expect(new Set(done.map((note) => note.key)).size).toBe(children * 3);
  expect(done.length - children * 3).toBeLessThanOrEqual(15);

  const noted = readNotes(notes).length;
  await t.run(
    await t.rule({ rule: "stuck", actions: [{ use: "note.work", with: { slowMs: 200 } }, { use: "note.work" }] }),
  );
  await t.until(() => readNotes(notes).length > noted);
  await server.stop();
  const started = performance.now();
  await t[Symbol.asyncDispose]();
  expect(performance.now() - started).toBeLessThan(40_000);
});
