import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FaultPoint } from "@belfry/engine";
import { createTestDatabase, type TestDatabase, type TestEngine } from "@belfry/testkit";
import { notingActions, readNotes } from "../crash/noting-actions.ts";
import { startChild } from "../crash/start-child.ts";
import { startEngine } from "../start-engine.ts";

/**
 * A process is killed at each point in the middle of a rule that has everything: what it does next morning goes on where
 * the one before was killed.
 */
const points: readonly { readonly point: FaultPoint; readonly passage: number }[] = [
  { point: "after-mark", passage: 1 },
  ...[2, 5, 9].map((passage) => ({ point: "after-checkpoint", passage }) as const),
  ...[2, 6].map((passage) => ({ point: "before-action", passage }) as const),
  ...[3, 7].map((passage) => ({ point: "after-action", passage }) as const),
  { point: "after-verdict", passage: 1 },
  { point: "after-claim", passage: 4 },
];

const work = (id: string, rest: Record<string, unknown> = {}) => ({ id, use: "note.work", with: {}, ...rest });
const everyMorning = {
  cron: "0 6 * * *",
  timezone: "UTC",
  misfire: { policy: "all", within: "30d", perMinute: 6_000 },
};

const rules = [
  { rule: "called", actions: [work("c"), { return: "done" }] },
  {
    rule: "everything",
    triggers: [everyMorning],
    vars: { n: 0 },
    actions: [
      work("first", { compensate: [work("unfirst")] }),
      { switch: { on: "vars.n", cases: [{ when: 0, do: [work("zero")] }], else: [work("never")] } },
      { forEach: ["x", "y"], do: [{ set: { n: "${{ vars.n + 1 }}" } }, { forEach: [1, 2], do: [work("deep")] }] },
      {
        parallel: {
          branches: {
            calls: [{ id: "it", call: { rule: "called" } }, work("after")],
            works: [work("p1"), work("p2", { compensate: [work("unp2")] })],
          },
        },
      },
      { id: "fails", set: { x: "${{ inputs.none }}" }, onError: [work("instead")] },
      { id: "end", if: "vars.n == 2 && actions.it == 'done'", set: { x: "${{ inputs.none }}" } },
    ],
    onFailure: [work("told")],
  },
] as const;

/** The actions of one execution of `everything`, and of what it called. */
const wanted = [
  "first",
  "zero",
  "deep/0/0",
  "deep/0/1",
  "deep/1/0",
  "deep/1/1",
  "after",
  "p1",
  "p2",
  "instead",
  "unp2",
  "unfirst",
  "onFailure.told",
  "c",
];

/** An execution that four of the processes die with, by chance, is not to be set aside here. */
const maxLives = points.length + 1;

const folder = mkdtempSync(join(tmpdir(), "belfry-control-"));
const notes = join(folder, "notes");
const plugins = [notingActions(notes)];
let database: TestDatabase;
/** Answers questions, and plans and runs nothing. */
let author: TestEngine;

beforeAll(async () => {
  database = await createTestDatabase();
  author = await startEngine({ database, plugins, start: false });
  for (const rule of rules) await author.rule({ ...rule });
});
afterAll(async () => {
  await author[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** How often each action came to its end. */
function runsOf(): Map<string, number> {
  const done = readNotes(notes).filter((note) => note.what === "done");
  return new Map([...Map.groupBy(done, (note) => note.key)].map(([key, runs]) => [key, runs.length]));
}

/** How often an action had run when its end was found written. It must never run again. */
const finished = new Map<string, number>();

async function noteFinished(): Promise<void> {
  const { rows } = await database.store.query<{ key: string }>({
    name: "written-keys",
    text: `select (select id from belfry.installation) || '/' || execution_id || '/' || action
        || case when iteration = '' then '' else '/' || iteration end as key
      from belfry.action_runs where state = 'success' and use = 'note.work'`,
  });
  const runs = runsOf();
  for (const { key } of rows) if (!finished.has(key)) finished.set(key, runs.get(key) ?? 0);
}

function expectNoneRepeated(): void {
  const runs = runsOf();
  for (const [key, n] of finished) expect([key, runs.get(key)]).toEqual([key, n]);
}

test.each(points)(
  "a process is killed $point, passage $passage, and nothing that had ended is repeated",
  async (crashAt) => {
    const day = points.indexOf(crashAt) + 1;
    await database.clock.set(new Date(Date.UTC(2026, 2, day, 6)));
    await using child = startChild({ url: database.url, notes, folder, crashAt, maxLives });
    expect(await child.ended).toBe("SIGKILL");
    expectNoneRepeated();
    await noteFinished();
  },
  90_000,
);

test("after all of them each execution has done everything, and each of it once", async () => {
  const days = points.length;
  await using t = await startEngine({ database, plugins, maxLives });
  for (let i = 0; i < 3; i += 1) {
    await database.clock.advance(1_000);
    await t.decided();
    await t.quiet();
  }
  const executions = await t.executions("everything");
  expect(executions).toHaveLength(days);
  for (const execution of executions)
    expect(execution.failure).toMatchObject({ code: "EXPRESSION_FAILED", action: "end" });
  expect(await t.executions("called")).toHaveLength(days);
  expectNoneRepeated();
  const runs = runsOf();
  const names = [...runs.keys()].map((key) => key.split("/").slice(2).join("/"));
  const times = Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, of]) => [name, of.length]));
  expect(times).toEqual(Object.fromEntries(wanted.map((name) => [name, days])));
  // Only what ran when a process died was done again: of each branch one action.
  expect([...runs.values()].filter((n) => n > 1).length).toBeLessThanOrEqual(3 * days);
  expect(t.errors).toEqual([]);
});
