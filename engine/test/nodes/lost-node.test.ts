import { expect, test } from "vitest";
import { startEngine, useEngine } from "../start-engine.ts";

const engine = useEngine();

test("a node whose row is deleted under it drops its work, begins anew, and the work is done under its old key", async () => {
  await using t = await startEngine();
  const slug = await t.rule({
    rule: "taken",
    actions: [
      { id: "before", use: "test.echo" },
      { id: "hold", use: "test.block", with: { name: "hold" } },
    ],
  });
  const id = await t.run(slug);
  await t.actions.begun("hold");
  const before = t.engine.node;
  const lost: string[] = [];
  t.engine.events.on("node.lost", ({ reason }) => lost.push(reason));

  await t.database.store.query({ name: "delete-nodes", text: "delete from belfry.nodes" });
  await t.until(() => t.engine.node !== undefined && t.engine.node !== before);
  t.actions.release("hold");
  const execution = await t.reached(id, "success");

  expect(lost).toEqual(["Other nodes took this one for dead."]);
  expect(execution.actionRuns.map((run) => run.action)).toEqual(["before", "hold"]);
  const holds = t.actions.runs.filter((run) => run.use === "test.block");
  expect(holds).toHaveLength(2);
  expect(new Set(holds.map((run) => run.key)).size).toBe(1);
  expect(t.actions.runs.filter((run) => run.use === "test.echo")).toHaveLength(1);
});

test("a node whose heartbeat loses its connection begins anew, and another one takes over at once", async () => {
  await using t = await startEngine();
  await using other = await startEngine({ database: t.database, roles: ["worker"] });
  const slug = await t.rule({ rule: "cut", actions: [{ use: "test.block", with: { name: "cut" } }] });
  // Both nodes block, so that whoever takes it over shows it.
  const id = await t.run(slug);
  await t.until(() => t.actions.runs.length + other.actions.runs.length === 1);
  const victim = t.actions.runs.length === 1 ? t : other;
  const node = victim.engine.node;
  await t.database.store.query({
    name: "cut-heartbeat",
    text: `select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1`,
    values: [`belfry node ${node}`],
  });
  await t.until(() => t.actions.runs.length + other.actions.runs.length === 2);
  for (const one of [t, other]) one.actions.release("cut");
  await t.reached(id, "success");
  await t.until(() => victim.engine.node !== undefined && victim.engine.node !== node);
});

test("what a node claimed and never learned of is given back", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "astray", actions: [{ use: "test.echo" }] });
  // As if the answer to a claim had been lost: held by this node, and unknown to it.
  await t.database.store.query({
    name: "claim-astray",
    text: `with e as (insert into belfry.executions (rule_id, rule_version, trigger, created_at)
        select id, version, '{}', belfry.now() from belfry.rules where slug = 'astray' returning id, rule_id)
      insert into belfry.execution_queue (id, rule_id, priority, run_at, node, epoch, state)
      select id, rule_id, 100, belfry.now(), $1, 1, 'running' from e`,
    values: [t.engine.node],
  });
  await t.until(async () => (await t.executions(slug))[0]?.state === "success");
  expect(t.actions.runs).toHaveLength(1);
});

test("connections that break under the engine lose no work", async () => {
  await using t = await startEngine({ concurrency: 20 });
  const slug = await t.rule({
    rule: "broken",
    forEach: Array.from({ length: 60 }, (_, i) => i),
    concurrency: { limit: 10 },
    actions: [{ use: "test.echo" }, { use: "test.echo" }],
  });
  const id = await t.run(slug);
  for (let i = 0; i < 6; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    // All of the pool at once; the one that asks spares itself, the heartbeat is another matter.
    await t.database.store.query({
      name: "break-pool",
      text: `select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = current_database() and application_name in ('belfry', 'belfry listen') and pid <> pg_backend_pid()`,
    });
  }
  expect((await t.reached(id, "success")).children).toEqual({ success: 60 });
  const keys = t.actions.runs.map((run) => run.key);
  expect(new Set(keys).size).toBe(120);
});

test("a notification that is lost delays nothing for longer than a tick", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "gap", actions: [{ use: "test.echo" }] });
  await t.database.store.query({
    name: "cut-listener",
    text: "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'belfry listen'",
  });
  const id = await t.run(slug);
  await t.reached(id, "success");
});

test("a jump of the database's clock is recorded", async () => {
  const t = engine();
  await t.database.clock.advance(3_600_000);
  await t.database.clock.advance(-1_800_000);
  const jumps = async () => {
    const { rows } = await t.database.store.query<{ jump: number }>({
      name: "jumps",
      text: "select jump_ms as jump from belfry.clock_jumps order by id",
    });
    return rows.map((row) => Math.round(row.jump / 60_000));
  };
  await t.until(async () => (await jumps()).reduce((total, minutes) => total + minutes, 0) === 30);
});
