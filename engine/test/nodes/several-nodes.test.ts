import { expect, test } from "vitest";
import type { TestEngine } from "@belfry/testkit";
import { cronRule, startEngine } from "../start-engine.ts";

test("three nodes fire each slot once and run each execution once, while two of them come and go", async () => {
  await using one = await startEngine({ concurrency: 5 });
  const { database } = one;
  const nodes: TestEngine[] = [
    one,
    await startEngine({ database, concurrency: 5 }),
    await startEngine({ database, concurrency: 5 }),
  ];
  const rules = 25;
  for (let i = 0; i < rules; i += 1) await one.rule(cronRule(`rule-${i}`, "*/10 * * * * *"));
  await one.decided();

  const minutes = 1;
  for (let at = 10; at <= minutes * 60; at += 10) {
    await database.clock.set(new Date(Date.UTC(2026, 2, 1) + at * 1_000));
    if (at === 20) await nodes[1]?.[Symbol.asyncDispose]();
    if (at === 30) nodes.push(await startEngine({ database, concurrency: 5 }));
    if (at === 40) await nodes[2]?.[Symbol.asyncDispose]();
    await one.decided();
  }
  await one.quiet();
  await nodes[3]?.[Symbol.asyncDispose]();

  const { rows } = await database.store.query<{ slots: number; executions: number; ended: number }>({
    name: "several-sums",
    text: `select (select sum(n)::int from belfry.slot_fates where fate = 'fired') as slots, count(*)::int as executions,
      count(distinct (rule_id, trigger ->> 'dueAt')) filter (where state = 'success')::int as ended from belfry.executions`,
  });
  const expected = rules * minutes * 6;
  expect(rows[0]).toEqual({ slots: expected, executions: expected, ended: expected });
  const keys = nodes.flatMap((node) => node.actions.runs.map((run) => run.key));
  expect(keys.length).toBe(expected);
  expect(new Set(keys).size).toBe(expected);
  // Not one did it all: the work was shared.
  expect(nodes.filter((node) => node.actions.runs.length > 0).length).toBeGreaterThan(1);
  expect(nodes.flatMap((node) => node.errors)).toEqual([]);
});

test("a parent with hundreds of children on two nodes locks nobody out", async () => {
  await using one = await startEngine();
  await using two = await startEngine({ database: one.database });
  const items = Array.from({ length: 100 }, (_, i) => i);
  const slugs = [
    await one.rule({ rule: "free", forEach: items, actions: [{ use: "test.echo" }] }),
    await one.rule({ rule: "gated", forEach: items, concurrency: { limit: 20 }, actions: [{ use: "test.echo" }] }),
  ];
  const parents = await Promise.all(
    [...slugs, ...slugs, ...slugs].map((slug, i) => (i % 2 === 0 ? one : two).run(slug)),
  );
  for (const parent of parents) expect((await one.reached(parent, "success")).children).toEqual({ success: 100 });
  expect([...one.errors, ...two.errors]).toEqual([]);
});
