import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { signal, useEngine } from "../start-engine.ts";

const engine = useEngine();
const tell = { id: "tell", use: "test.echo", with: { value: "${{ failure.message }}" } };

test("the steps of onFailure run once, after the last retry, and see the failure and the outputs", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "tells",
    retry: { attempts: 2, delay: "10s" },
    actions: [
      { id: "first", use: "test.echo", with: { value: 7 } },
      { id: "call", use: "test.fail" },
    ],
    onFailure: [tell, { id: "what", use: "test.echo", with: { value: "${{ actions.first }}" } }],
  });
  const id = await t.run(slug);
  await t.reached(id, "retrying");
  expect(t.actions.runs.filter((run) => run.use === "test.echo")).toHaveLength(1);
  await t.database.clock.advance(10_000);
  const execution = await t.reached(id, "failed");
  expect(execution.actionRuns.map((run) => [run.action, run.state, run.output])).toEqual([
    ["first", "success", 7],
    ["call", "failed", null],
    ["call", "failed", null],
    ["onFailure.tell", "success", "told to fail"],
    ["onFailure.what", "success", 7],
  ]);
});

test("a step of onFailure that fails leaves the reason of the execution as it was, and is named in it", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "fails-to-tell",
    actions: [{ id: "call", use: "test.fail", with: { message: "the real reason", retryable: false } }],
    onFailure: [{ id: "mail", use: "test.fail", with: { message: "no mail", retryable: false } }],
  });
  const execution = await t.reached(await t.run(slug), "failed");
  expect(execution.failure).toMatchObject({
    message: "the real reason",
    details: { onFailure: "onFailure.mail: no mail" },
  });
});

test("a step of onFailure is retried and may wait, and the execution stays failed with its own reason", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "tells-late",
    actions: [{ use: "test.fail", with: { message: "first", retryable: false } }],
    onFailure: [
      { use: "test.fail", with: { until: 2 }, retry: { attempts: 2, delay: "10s" } },
      { use: "test.wait", with: {} },
    ],
  });
  const id = await t.run(slug);
  await t.reached(id, "retrying");
  await t.database.clock.advance(10_000);
  await t.reached(id, "waiting");
  await signal(t, id);
  expect((await t.reached(id, "failed")).failure).toMatchObject({ message: "first" });
});

test("after a retry by a person that fails again, onFailure tells it again, under a key of its own", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "twice",
    actions: [{ use: "test.fail", with: { retryable: false } }],
    onFailure: [tell],
  });
  const id = await t.run(slug);
  await t.reached(id, "failed");
  await t.engine.retryExecution(id, { by: tester });
  await t.until(async () => (await t.engine.getExecution(id)).actionRuns.length === 4);
  await t.reached(id, "failed");
  const told = t.actions.runs.filter((run) => run.use === "test.echo");
  expect(told).toHaveLength(2);
  expect(new Set(told.map((run) => run.key)).size).toBe(2);
});

test("a forEach of a rule that gives no list tells it, because no child ever will", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "no-list",
    vars: { groups: 5 },
    forEach: "vars.groups",
    actions: [{ use: "test.echo" }],
    onFailure: [tell],
  });
  const execution = await t.reached(await t.run(slug), "failed");
  expect(execution.failure).toMatchObject({ code: "FOR_EACH_INVALID" });
  expect(execution.actionRuns.map((run) => run.action)).toEqual(["onFailure.tell"]);
});
