import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { outputOf, written } from "./what-ran.ts";

const engine = useEngine();
const echo = (id: string, value: unknown = id) => ({ id, use: "test.echo", with: { value } });
const bad = (id: string, rest: Record<string, unknown> = {}) => ({
  id,
  use: "test.fail",
  with: { message: `${id} is bad`, retryable: false },
  ...rest,
});

test("continue goes on after a failure, which stays visible and is data for later steps", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "continues",
    actions: [
      bad("try", { onError: "continue" }),
      echo("after", "${{ actions.try.error.code + ': ' + actions.try.error.message }}"),
    ],
  });
  const execution = await t.reached(await t.run(slug), "success");
  expect(written(execution)).toEqual(["after success", "try failed"]);
  const [tried, after] = ["try", "after"].map((id) => execution.actionRuns.find(({ action }) => action === id));
  expect(tried?.failure).toMatchObject({ message: "try is bad" });
  expect(after?.output).toBe("TOLD_TO_FAIL: try is bad");
});

test("other steps take the place of one that failed, after all of its tries", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "fallback",
    actions: [
      {
        ...bad("try"),
        with: { message: "no" },
        retry: { attempts: 2, delay: "5s", jitter: 0 },
        onError: [echo("instead", "${{ failure.message }}"), echo("and")],
      },
      echo("after", "${{ [actions.instead, actions.try.error.class] }}"),
    ],
  });
  const id = await t.run(slug);
  await t.reached(id, "retrying");
  expect(t.actions.runs).toHaveLength(1);
  await t.database.clock.advance(5_000);
  const execution = await t.reached(id, "success");
  expect(written(execution)).toEqual(["after success", "and success", "instead success", "try failed", "try failed"]);
  expect(outputOf(execution, "after")).toEqual(["no", "external"]);
});

test.each([
  ["a condition that cannot be evaluated", { ...echo("x"), if: "inputs.no.such" }],
  ["a list that is none", { ...echo("x"), forEach: "1" }],
  ["a loop in which an item failed", { ...bad("x"), forEach: [1, 2] }],
  ["a block", { id: "x", do: [echo("y"), bad("z")] }],
  ["a switch", { id: "x", switch: { on: "1", cases: [{ when: 1, do: [bad("z")] }] } }],
  ["branches", { id: "x", parallel: { branches: [[bad("z")], [echo("y")]] } }],
  ["a call", { id: "x", call: { rule: "takes-nothing", inputs: { a: 1 } } }],
  ["a value that cannot be set", { id: "x", set: { a: "${{ inputs.no.such }}" } }],
])("what fails may be anything: %s", async (_what, step) => {
  const t = engine();
  if ("call" in step) await t.rule({ rule: "takes-nothing", actions: [echo("z")] });
  const slug = await t.rule({
    rule: `any-${_what.replaceAll(" ", "-")}`,
    actions: [
      { ...step, onError: [{ id: "pause", wait: { for: "1m" } }, echo("instead")] },
      echo("after", "${{ has(actions.x.error) }}"),
    ],
  });
  const id = await t.run(slug);
  await t.reached(id, "waiting");
  const before = t.actions.runs.length;
  await t.database.clock.advance(60_000);
  const execution = await t.reached(id, "success");
  // After the wait it is gone on with behind the failure: nothing of it is tried again.
  expect(t.actions.runs.length - before).toBe(2);
  expect(outputOf(execution, "after")).toBe(true);
  const handled = execution.actionRuns.filter(
    (run) => run.action === "x" && run.iteration === "" && run.state === "failed",
  );
  expect(handled).toHaveLength(1);
});

test("a retry of the execution does not try again what had failed and was dealt with", async () => {
  const t = engine();
  await t.engine.setVariables({ fine: false }, { by: tester });
  const slug = await t.rule({
    rule: "dealt-with",
    actions: [
      bad("first", { onError: [echo("instead")] }),
      { ...bad("last"), with: { until: "${{ vars.fine ? 1 : 9 }}", retryable: false } },
    ],
  });
  const id = await t.run(slug);
  await t.reached(id, "failed");
  await t.engine.setVariables({ fine: true }, { by: tester });
  await t.engine.retryExecution(id, { by: tester });
  const execution = await t.reached(id, "success");
  expect(written(execution)).toEqual(["first failed", "instead success", "last failed", "last success"]);
});

test("when what takes its place fails too, the execution fails, and a retry goes on there", async () => {
  const t = engine();
  await t.engine.setVariables({ ok: false }, { by: tester });
  const slug = await t.rule({
    rule: "both-fail",
    actions: [
      bad("try", {
        onError: [{ ...bad("instead"), with: { message: "too", until: "${{ vars.ok ? 1 : 9 }}", retryable: false } }],
      }),
    ],
  });
  const id = await t.run(slug);
  expect((await t.reached(id, "failed")).failure).toMatchObject({ action: "instead", message: "too" });
  await t.engine.setVariables({ ok: true }, { by: tester });
  await t.engine.retryExecution(id, { by: tester });
  const execution = await t.reached(id, "success");
  expect(written(execution)).toEqual(["instead failed", "instead success", "try failed"]);
});

test("neither a cancelled execution nor one whose time is over is gone on with by onError", async () => {
  const t = engine();
  const actions = [{ id: "it", use: "test.block", with: { name: "held" }, onError: "continue" }, echo("after")];
  const id = await t.run(await t.rule({ rule: "held", timeout: "1h", actions }));
  await t.actions.begun("held");
  await t.engine.cancelExecution(id, { by: tester });
  await t.reached(id, "cancelled");
  const timed = await t.run(
    await t.rule({ rule: "timed", timeout: "1h", actions: [{ ...actions[0], with: { name: "h2" } }, echo("b")] }),
  );
  await t.actions.begun("h2");
  await t.database.clock.advance(3_600_000);
  expect((await t.reached(timed, "failed")).failure).toMatchObject({ code: "EXECUTION_TIMEOUT" });
});
