import { expect, test } from "vitest";
import { useEngine } from "../start-engine.ts";

const engine = useEngine();

test("an action that takes too long fails with class timeout, also when it ignores its signal", async () => {
  const t = engine();
  const actions = [{ id: "slow", use: "test.block", with: { name: "slow" }, timeout: "30s" }];
  const slug = await t.rule({ rule: "slow", actions });
  const id = await t.run(slug);
  await t.actions.begun("slow");
  await t.database.clock.advance(27_000);
  expect((await t.engine.getExecution(id)).state).toBe("running");
  await t.database.clock.advance(4_000);

  const execution = await t.reached(id, "failed");
  expect(execution.failure).toMatchObject({
    class: "timeout",
    code: "ACTION_TIMEOUT",
    action: "slow",
    retryable: true,
  });
  t.actions.release("slow");
});

test("what begins after the clock has jumped and before the node has noticed has all of its time", async () => {
  const t = engine();
  const actions = [{ use: "test.block", with: { name: "jumped" }, timeout: "30s" }];
  const slug = await t.rule({ rule: "jumped", actions });
  const noticed = Promise.withResolvers<void>();
  t.engine.events.on("clock.jumped", () => noticed.resolve());
  // A clock that nobody is told of is noticed by the next tick, up to a second later.
  const told = (verb: string) =>
    t.database.store.query({ name: `test-${verb}`, text: `alter table belfry.test_clock ${verb} trigger tell_clock` });
  await told("disable");
  await t.database.clock.advance(3_600_000);
  const id = await t.run(slug);
  await t.actions.begun("jumped");
  await told("enable");
  await noticed.promise;
  t.actions.release("jumped");
  expect(await t.reached(id, "success", "failed")).toMatchObject({ state: "success" });
});

test("a timeout is tried again like any failure from outside", async () => {
  const t = engine();
  const retry = { attempts: 2, delay: "10s" };
  const actions = [{ use: "test.block", with: { name: "again" }, timeout: "30s", retry }];
  const slug = await t.rule({ rule: "again", actions });
  const id = await t.run(slug);
  await t.actions.begun("again");
  await t.database.clock.advance(31_000);
  await t.reached(id, "retrying");
  // What the first attempt still does is dropped: it must not end the second one.
  t.actions.release("again");
  await t.database.clock.advance(10_000);
  const execution = await t.reached(id, "success");
  expect(execution.actionRuns.map((run) => [run.attempt, run.state])).toEqual([
    [1, "failed"],
    [2, "success"],
  ]);
});

test("the time limit of the whole execution stops the running action and is not tried again", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "limited",
    timeout: "1m",
    retry: { attempts: 5 },
    actions: [{ use: "test.block", with: { name: "limited" } }, { use: "test.echo" }],
  });
  const id = await t.run(slug);
  await t.actions.begun("limited");
  await t.database.clock.advance(61_000);
  const execution = await t.reached(id, "failed");
  expect(execution.failure).toMatchObject({ class: "timeout", code: "EXECUTION_TIMEOUT" });
  expect(t.actions.runs).toHaveLength(1);
  t.actions.release("limited");
});

test("neither a retry nor a wait outlives the time limit of the execution", async () => {
  const t = engine();
  const retrying = await t.rule({
    rule: "retrying",
    timeout: "1m",
    retry: { attempts: 2, delay: "1h", maxDelay: "1h" },
    actions: [{ use: "test.fail" }],
  });
  const waiting = await t.rule({ rule: "waiting", timeout: "1m", actions: [{ use: "test.wait" }] });
  const ids = [await t.run(retrying), await t.run(waiting)];
  await t.reached(ids[0] ?? 0, "retrying");
  await t.reached(ids[1] ?? 0, "waiting");
  await t.database.clock.advance(60_000);
  for (const id of ids) expect((await t.reached(id, "failed")).failure).toMatchObject({ code: "EXECUTION_TIMEOUT" });
});

test("the steps of onFailure run after the time limit too", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "tell",
    timeout: "1m",
    actions: [{ use: "test.block", with: { name: "tell" } }],
    onFailure: [{ id: "tell", use: "test.echo", with: { value: "${{ failure.code }}" } }],
  });
  const id = await t.run(slug);
  await t.actions.begun("tell");
  await t.database.clock.advance(61_000);
  const execution = await t.reached(id, "failed");
  expect(execution.failure?.code).toBe("EXECUTION_TIMEOUT");
  expect(execution.actionRuns.at(-1)).toMatchObject({ action: "onFailure.tell", output: "EXECUTION_TIMEOUT" });
  t.actions.release("tell");
});
