import { expect, test } from "vitest";
import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { z } from "zod";
import { tester, type TestEngine } from "@belfry/testkit";
import { startEngine, useEngine } from "../start-engine.ts";

const engine = useEngine();
const inputs = { type: "object", properties: { key: { type: "string" }, name: { type: "string" } } };
const block = [{ use: "test.block", with: { name: "${{ inputs.name }}" } }];

test("a key limits each of its values by itself, and an execution that waits says at which gate and behind how many", async () => {
  const t = engine();
  const concurrency = { limit: 1, key: "inputs.key" };
  const slug = await t.rule({ rule: "keyed", inputs, concurrency, actions: block });
  const a1 = await t.run(slug, { key: "a", name: "a1" });
  const a2 = await t.run(slug, { key: "a", name: "a2" });
  const a3 = await t.run(slug, { key: "a", name: "a3" });
  await t.run(slug, { key: "b", name: "b1" });
  await t.actions.begun("a1");
  await t.actions.begun("b1");
  expect((await t.engine.getExecution(a3)).waitingFor).toMatchObject({
    kind: "gate",
    gate: { kind: "key", rule: slug, key: "a", limit: 1, ahead: 1 },
  });
  for (const name of ["a1", "a2", "a3", "b1"]) t.actions.release(name);
  for (const id of [a1, a2, a3]) await t.reached(id, "success");
  expect((await t.engine.getExecution(a3)).waitingFor).toBeNull();
});

test("onBusy skip looks at the same value of the key only", async () => {
  const t = engine();
  const concurrency = { limit: 1, key: "inputs.key", onBusy: "skip" };
  const slug = await t.rule({ rule: "keyed-skip", inputs, concurrency, actions: block });
  await t.run(slug, { key: "x", name: "x1" });
  const start = (key: string, name: string) => t.engine.triggerRule(slug, { by: tester, inputs: { key, name } });
  expect(await start("x", "x2")).toMatchObject({ fate: "overlap-skipped", detail: { key: "x", running: 1, limit: 1 } });
  expect((await start("y", "y1")).fate).toBe("fired");
  t.actions.release("x1");
  t.actions.release("y1");
});

test("a key that cannot be read starts nothing and says why", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "bad-key",
    concurrency: { limit: 1, key: "inputs.missing.deep" },
    actions: block,
    inputs,
  });
  const started = await t.engine.triggerRule(slug, { by: tester, inputs: { name: "n" } });
  expect(started).toMatchObject({ fate: "condition-error", executionId: null });
});

test("cancelOlder cancels what runs and what waits, says for whom, and the newest starts when they have ended", async () => {
  const t = engine();
  const concurrency = { limit: 1, onBusy: "cancelOlder", key: "inputs.key" };
  const slug = await t.rule({ rule: "newest", inputs, concurrency, actions: block });
  const first = await t.run(slug, { key: "k", name: "n1" });
  const other = await t.run(slug, { key: "other", name: "o1" });
  await t.actions.begun("n1");
  await t.actions.begun("o1");
  const second = await t.run(slug, { key: "k", name: "n2" });
  const third = await t.run(slug, { key: "k", name: "n3" });
  const ended = await t.reached(first, "cancelled");
  expect(ended.failure?.message).toMatch(new RegExp(`^Cancelled by execution ${second}, which was started at 20`));
  expect((await t.reached(second, "cancelled")).failure?.message).toContain(`execution ${third}`);
  await t.actions.begun("n3");
  t.actions.release("n3");
  t.actions.release("o1");
  await t.reached(third, "success");
  await t.reached(other, "success");
});

test("a label limits all rules that carry it, on every node, and changing the limit lets those in who wait", async () => {
  await using t = await startEngine();
  const rules: string[] = [];
  for (const rule of ["erp-a", "erp-b"]) {
    rules.push(await t.rule({ rule, labels: { db: "erp" }, inputs, actions: block }));
  }
  const [a = "", b = ""] = rules;
  // It is at work before there is a limit, and counts all the same.
  const first = await t.run(a, { name: "l1" });
  await t.actions.begun("l1");
  await t.engine.setLimit({ kind: "label", name: "db=erp", concurrency: 1, note: "" }, { by: tester });
  const second = await t.run(b, { name: "l2" });
  const third = await t.run(a, { name: "l3" });
  expect((await t.engine.getExecution(third)).waitingFor).toMatchObject({
    kind: "gate",
    gate: { kind: "label", label: "db=erp", limit: 1 },
  });
  expect(await t.engine.listLimits()).toMatchObject([{ name: "db=erp", running: 1, waiting: 2 }]);
  await t.engine.setLimit({ kind: "label", name: "db=erp", concurrency: 2, note: "" }, { by: tester });
  await t.actions.begun("l2");
  await t.engine.removeLimit({ kind: "label", name: "db=erp" }, { by: tester });
  await t.actions.begun("l3");
  for (const name of ["l1", "l2", "l3"]) t.actions.release(name);
  for (const id of [first, second, third]) await t.reached(id, "success");
  expect(t.errors).toEqual([]);
});

test("a rule that is called by one with the same label does not wait for its caller", async () => {
  await using t = await startEngine();
  await t.engine.setLimit({ kind: "label", name: "db=erp", concurrency: 1, note: "" }, { by: tester });
  const called = await t.rule({ rule: "called-erp", labels: { db: "erp" }, actions: [{ use: "test.echo" }] });
  const caller = await t.rule({ rule: "caller-erp", labels: { db: "erp" }, actions: [{ call: { rule: called } }] });
  await t.reached(await t.run(caller), "success");
});

const raised = (limit: number) => ({ rule: "raised", inputs, concurrency: { limit }, actions: block });

test("raising the limit of a rule lets in who waits at its gate", async () => {
  const t = engine();
  const slug = await t.rule(raised(1));
  const ids = [await t.run(slug, { name: "r1" }), await t.run(slug, { name: "r2" })];
  await t.actions.begun("r1");
  await t.rule(raised(2));
  await t.actions.begun("r2");
  for (const name of ["r1", "r2"]) t.actions.release(name);
  for (const id of ids) await t.reached(id, "success");
});

test("an execution of an older version gets its place: it waits, is let in, and its end lets the next one in", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "older", inputs, concurrency: { limit: 1 }, actions: block });
  const first = await t.run(slug, { name: "v1" });
  await t.actions.begun("v1");
  // As an older version writes it: without a turn, and with the gate in the queue.
  const { rows } = await t.database.store.query<{ id: number }>({
    name: "older-insert",
    text: `with e as (
        insert into belfry.executions (rule_id, rule_version, trigger, inputs, created_at)
        select id, version, '{}', '{"name":"v2"}', belfry.now() from belfry.rules where slug = 'older' returning id, rule_id)
      insert into belfry.execution_queue (id, rule_id, gate, priority, run_at)
      select id, rule_id, rule_id, 100, 'infinity' from e returning id`,
  });
  const second = rows[0]?.id ?? 0;
  await t.database.clock.advance(31_000);
  t.actions.release("v1");
  t.actions.release("v2");
  await t.reached(first, "success");
  await t.database.clock.advance(31_000);
  await t.reached(second, "success");
  const third = await t.run(slug, { name: "v2" });
  await t.reached(third, "success");
});

const LABELS: readonly Record<string, string>[] = [{}, { zone: "x" }, { area: "y" }, { zone: "x", area: "y" }];
const OVER_THE_LIMIT = `
  with busy as (
    select e.gate_key, v.definition as d from belfry.execution_queue q
    join belfry.executions e on e.id = q.id
    join belfry.rule_versions v on v.rule_id = e.rule_id and v.version = e.rule_version
    where q.node is not null)
  select 'rule ' || (d ->> 'rule') || coalesce(gate_key, '') as what from busy
  where d ? 'concurrency' group by d, gate_key having count(*) > (d -> 'concurrency' ->> 'limit')::int
  union all
  select 'label ' || l.name from belfry.limits l join busy on d -> 'labels' ->> split_part(l.name, '=', 1) = split_part(l.name, '=', 2)
  group by l.name, l.concurrency having count(*) > l.concurrency`;

test("random rules with keys and labels on nodes that are lost again and again: no limit is ever exceeded and everything ends", async () => {
  const pause = defineAction({
    id: "probe.work",
    displayName: { zh: "probe", en: "probe" },
    description: { zh: "probe", en: "probe" },
    input: z.strictObject({}),
    idempotent: true,
    run: async () => (await new Promise((resolve) => setTimeout(resolve, 4)), {}),
  });
  const plugins = [definePlugin({ name: "probe", version: "0", actions: [pause] })];
  await using one = await startEngine({ plugins, concurrency: 12 });
  await one.engine.setLimit({ kind: "label", name: "zone=x", concurrency: 3, note: "" }, { by: tester });
  await one.engine.setLimit({ kind: "label", name: "area=y", concurrency: 2, note: "" }, { by: tester });
  const random = numbers(20_261_122);
  const rules = await makeRules(one, random);
  const over: unknown[] = [];
  let watching = true;
  const watch = (async () => {
    while (watching)
      over.push(...(await one.database.store.query({ name: "over-the-limit", text: OVER_THE_LIMIT })).rows);
  })();
  const ids: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    await using two = await startEngine({ plugins, database: one.database, concurrency: 12 });
    for (let n = 0; n < 30; n += 1) {
      const starter = n % 2 === 0 ? one : two;
      ids.push(await starter.run(rules[random(rules.length)] ?? "", { key: `k${random(3)}` }));
      // Others take it for dead in the midst of its work, and it begins anew.
      if (n === 20) {
        const values = [two.engine.node ?? 0];
        await one.database.store.query({ name: "drop-node", text: "delete from belfry.nodes where id = $1", values });
      }
    }
    for (const id of ids.splice(0)) await one.reached(id, "success");
  }
  watching = false;
  await watch;
  expect(over).toEqual([]);
  const left = await one.database.store.query({ name: "places-left", text: "select * from belfry.gate_places" });
  expect(left.rows).toEqual([]);
}, 300_000);

function makeRules(t: TestEngine, random: (below: number) => number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      t.rule({
        rule: `random-${n}`,
        inputs,
        labels: LABELS[n % LABELS.length],
        ...(n % 3 !== 2 && { concurrency: { limit: 1 + random(2), ...(n % 2 === 0 && { key: "inputs.key" }) } }),
        actions: [{ use: "probe.work" }],
      }),
    ),
  );
}

/** Numbers that look random and are the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
