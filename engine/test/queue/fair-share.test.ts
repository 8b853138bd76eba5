import { expect, test } from "vitest";
import { tester, type TestEngine } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";

const inputs = { type: "object", properties: { name: { type: "string" } } };
const block = [{ use: "test.block", with: { name: "${{ inputs.name }}" } }];

/** Puts executions into the queue of a node that does not run yet, as starts by hand do. */
async function ready(t: TestEngine, slug: string, names: readonly string[]): Promise<void> {
  for (const name of names) await t.engine.triggerRule(slug, { by: tester, inputs: { name } });
}

/** In which order executions are claimed, by the names in their inputs. */
async function order(t: TestEngine): Promise<string[]> {
  const { rows } = await t.database.store.query<{ name: string }>({
    name: "order-of-turns",
    text: `select e.inputs ->> 'name' as name from belfry.execution_queue q join belfry.executions e using (id)
           where q.node is null and q.turn_at < 'infinity' order by q.band, q.turn_at, q.id`,
  });
  return rows.map(({ name }) => name);
}

function numbered(prefix: string, n: number): string[] {
  return Array.from({ length: n }, (_, i) => `${prefix}${i}`);
}

test("a rule that begins while another has a long line goes in turns with it, and does not wait for its end", async () => {
  await using t = await startEngine({ start: false });
  const [storm, calm] = [
    await t.rule({ rule: "storm", inputs, actions: block }),
    await t.rule({ rule: "calm", inputs, actions: block }),
  ];
  await ready(t, storm, numbered("s", 20));
  await ready(t, calm, numbered("c", 3));
  const first = (await order(t)).slice(0, 7);
  expect(first.filter((name) => name.startsWith("c"))).toEqual(["c0", "c1", "c2"]);
  expect(first.filter((name) => name.startsWith("s"))).toEqual(["s0", "s1", "s2", "s3"]);
});

test("a second storm neither waits for all of the first nor goes before all of it", async () => {
  await using t = await startEngine({ start: false });
  const [one, two] = [
    await t.rule({ rule: "one", inputs, actions: block }),
    await t.rule({ rule: "two", inputs, actions: block }),
  ];
  await ready(t, one, numbered("a", 30));
  // The first twenty are done by now.
  await t.database.store.query({
    name: "served",
    text: "delete from belfry.execution_queue where id in (select id from belfry.execution_queue order by turn_at limit 20)",
  });
  await ready(t, two, numbered("b", 10));
  const first = (await order(t)).slice(0, 10);
  expect(first.filter((name) => name.startsWith("b")).length).toBeGreaterThanOrEqual(4);
  expect(first.filter((name) => name.startsWith("a")).length).toBeGreaterThanOrEqual(4);
});

test("what comes back in a storm of retries stands in the line of its rule, and what is new elsewhere begins at once", async () => {
  await using t = await startEngine({ concurrency: 4 });
  const storm = await t.rule({
    rule: "retries",
    retry: { attempts: 2, delay: "10s" },
    inputs,
    actions: [{ use: "test.fail" }, ...block],
  });
  const ids = [];
  for (const name of numbered("r", 30)) ids.push(await t.run(storm, { name }));
  for (const id of ids) await t.reached(id, "retrying");
  await t.engine.stop();
  await using later = await startEngine({ start: false, database: t.database, concurrency: 4 });
  const calm = await later.rule({ rule: "calm-beside", inputs, actions: [{ use: "test.echo" }] });
  await t.database.clock.advance(11_000);
  await ready(later, calm, ["new"]);
  await later.engine.start();
  const [execution] = await later.executions(calm);
  const done = await later.reached(execution?.id ?? 0, "success");
  const others = await Promise.all(ids.map((id) => later.engine.getExecution(id)));
  // All of them are due before it, and most are still in line when it has ended.
  expect(
    others.filter(({ finishedAt }) => finishedAt !== null && finishedAt < (done.finishedAt ?? new Date(0))).length,
  ).toBeLessThan(15);
  for (const id of ids) await later.reached(id, "failed");
});

test("a less urgent execution that has waited long goes before a more urgent one that is new", async () => {
  await using t = await startEngine({ start: false });
  const urgent = await t.rule({ rule: "sooner", priority: 100, inputs, actions: block });
  const patient = await t.rule({ rule: "later", priority: 110, inputs, actions: block });
  await ready(t, patient, ["old"]);
  await ready(t, urgent, ["new"]);
  expect(await order(t)).toEqual(["new", "old"]);
  await t.database.clock.advance(61_000);
  await ready(t, urgent, ["newer"]);
  expect(await order(t)).toEqual(["new", "old", "newer"]);
});

test("a storm of normal work leaves places for urgent work, and patient work goes on beside it", async () => {
  await using t = await startEngine({ concurrency: 8, start: false });
  const normal = await t.rule({ rule: "normal", inputs, actions: block });
  const urgent = await t.rule({ rule: "urgent", priority: 10, inputs, actions: block });
  const low = await t.rule({ rule: "low", priority: 900, inputs, actions: block });
  await ready(t, normal, numbered("n", 40));
  await t.engine.start();
  for (const name of numbered("n", 6)) await t.actions.begun(name);
  // Six of the eight places are taken; nobody gives one back.
  expect((await t.executions(normal)).filter(({ state }) => state === "running")).toHaveLength(6);
  await t.run(urgent, { name: "u" });
  await t.run(low, { name: "l" });
  await t.actions.begun("u");
  await t.actions.begun("l");
  for (const name of ["u", "l", ...numbered("n", 40)]) t.actions.release(name);
  await t.until(async () => (await t.executions(normal)).every(({ state }) => state === "success"));
});

test("with a single place patient work still goes on beside a storm of urgent work", async () => {
  await using t = await startEngine({ concurrency: 1, start: false });
  const urgent = await t.rule({ rule: "storm-of-urgent", priority: 0, inputs, actions: [{ use: "test.echo" }] });
  const low = await t.rule({ rule: "patient", priority: 1000, inputs, actions: [{ use: "test.echo" }] });
  await ready(t, urgent, numbered("u", 60));
  await ready(t, low, ["l"]);
  await t.engine.start();
  await t.until(async () => (await t.executions(low))[0]?.state === "success");
  expect((await t.executions(urgent)).filter(({ state }) => state === "pending").length).toBeGreaterThan(10);
});

test("what an older version put into the queue is found and run, also after it was to be tried again", async () => {
  await using t = await startEngine();
  await t.rule({ rule: "old-row", priority: 700, inputs, actions: [{ use: "test.echo" }] });
  const { rows } = await t.database.store.query<{ id: number }>({
    name: "older-rows",
    text: `with e as (
        insert into belfry.executions (rule_id, rule_version, trigger, created_at)
        select id, version, '{}', belfry.now() from belfry.rules, generate_series(1, 3) where slug = 'old-row' returning id, rule_id)
      insert into belfry.execution_queue (id, rule_id, priority, run_at, turn_at)
      -- One as it adds it, one that is due later, and one that it was given with a turn and released for later.
      select id, rule_id, 700, belfry.now() + (id % 3) * interval '5 seconds',
        case when id % 3 = 2 then belfry.now() else 'infinity'::timestamptz end from e returning id`,
  });
  await t.database.clock.advance(4_000);
  await t.database.clock.advance(7_000);
  for (const { id } of rows) {
    const done = await t.reached(id, "success");
    const delay = (id % 3) * 5_000;
    expect((done.startedAt?.getTime() ?? 0) - done.createdAt.getTime()).toBeGreaterThanOrEqual(delay);
  }
});
