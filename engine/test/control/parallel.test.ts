import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { outputOf, written } from "./what-ran.ts";

const engine = useEngine();
const echo = (id: string, value: unknown = id) => ({ id, use: "test.echo", with: { value } });
const fail = (id: string, rest: Record<string, unknown> = {}) => ({
  id,
  use: "test.fail",
  with: { message: id, retryable: false, ...rest },
});

test("branches run side by side, and their outputs are there when all have ended", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "branches",
    actions: [
      {
        id: "both",
        parallel: { branches: { left: [{ id: "l", use: "test.block", with: { name: "left" } }], right: [echo("r")] } },
      },
      echo("seen", "${{ [actions.l, actions.r, actions.both.right] }}"),
    ],
  });
  const id = await t.run(slug);
  await t.actions.begun("left");
  await t.until(async () => (await t.engine.getExecution(id)).actionRuns.some(({ action }) => action === "r"));
  t.actions.release("left");
  const execution = await t.reached(id, "success");
  expect(outputOf(execution, "seen")).toEqual([{ released: "left" }, "r", "r"]);
});

test("a branch that waits lets the others go on, and the execution comes back when the first of them can", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "times",
    actions: [
      {
        parallel: {
          branches: [
            [{ wait: { for: "1h" } }, echo("slow")],
            [{ ...fail("again", { until: 2, retryable: true }), retry: { attempts: 2, delay: "10s" } }, echo("quick")],
            [{ wait: { for: "1m" } }, echo("middle")],
          ],
        },
      },
    ],
  });
  const id = await t.run(slug);
  const begun = (await t.database.clock.now()).getTime();
  const due: number[] = [];
  for (const [ms, runs] of [
    [10_000, 1],
    [50_000, 3],
    [3_540_000, 5],
  ] as const) {
    await t.until(async () => (await t.engine.getExecution(id)).actionRuns.length === runs);
    const { waitingFor } = await t.reached(id, "waiting");
    due.push((waitingFor?.until?.getTime() ?? 0) - begun);
    await t.database.clock.advance(ms);
  }
  const execution = await t.reached(id, "success");
  expect(due).toEqual([10_000, 60_000, 3_600_000]);
  expect(t.actions.runs.map(({ use }) => use)).toEqual([
    "test.fail",
    "test.fail",
    "test.echo",
    "test.echo",
    "test.echo",
  ]);
  expect(execution.actionRuns).toHaveLength(7);
});

test("when a branch fails the others begin nothing more, and what is done about it begins once they have stopped", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "one-fails",
    actions: [
      {
        parallel: {
          branches: { bad: [fail("bad")], good: [{ use: "test.block", with: { name: "good" } }, echo("more")] },
        },
      },
    ],
    onFailure: [echo("told", "${{ failure.message }}")],
  });
  const id = await t.run(slug);
  await t.actions.begun("good");
  await t.until(async () => (await t.engine.getExecution(id)).actionRuns.length === 1);
  t.actions.release("good");
  const execution = await t.reached(id, "failed");
  expect(written(execution)).toEqual(["a1_good_1 success", "bad failed", "onFailure.told success"]);
  expect(execution.failure).toMatchObject({ code: "TOLD_TO_FAIL", action: "bad" });
});

test("with continue the others go on to their end, and all failures are told", async () => {
  const t = engine();
  const branches = { x: [fail("x1")], y: [echo("y1"), echo("y2")], z: [fail("z1")] };
  const slug = await t.rule({ rule: "goes-on", actions: [{ parallel: { branches, onFailure: "continue" } }] });
  const execution = await t.reached(await t.run(slug), "failed");
  expect(execution.failure?.message).toBe("x: x1; z: z1");
  expect(written(execution)).toEqual(["x1 failed", "y1 success", "y2 success", "z1 failed"]);
});

test("a retry goes on in the branch that failed, and repeats nothing of the others", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "redrive",
    vars: {},
    actions: [
      {
        parallel: {
          branches: [
            [
              echo("one"),
              { ...fail("two"), with: { message: "two", until: "${{ vars.healed ? 1 : 9 }}" } },
              echo("three"),
            ],
            [echo("other")],
          ],
        },
      },
    ],
  });
  await t.engine.setVariables({ healed: false }, { by: tester });
  const id = await t.run(slug);
  await t.reached(id, "failed");
  await t.engine.setVariables({ healed: true }, { by: tester });
  await t.engine.retryExecution(id, { by: tester });
  const execution = await t.reached(id, "success");
  expect(execution.actionRuns.map(({ action, redrive }) => `${action} ${redrive}`).toSorted()).toEqual([
    "one 0",
    "other 0",
    "three 1",
    "two 0",
    "two 1",
  ]);
});

test("branches do not see each other, and what they set is there afterwards", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "apart",
    vars: { a: 0, b: 0 },
    actions: [
      {
        parallel: {
          branches: [
            [{ set: { a: 1 } }, echo("sees", "${{ [vars.a, vars.b, has(actions.set)] }}")],
            [{ id: "set", set: { b: 2 } }],
          ],
        },
      },
      echo("after", "${{ [vars.a, vars.b, actions.set] }}"),
    ],
  });
  const execution = await t.reached(await t.run(slug), "success");
  const outputs = Object.fromEntries(execution.actionRuns.map(({ action, output }) => [action, output]));
  expect(outputs["sees"]).toEqual([1, 0, false]);
  expect(outputs["after"]).toEqual([1, 2, { b: 2 }]);
});

test("an execution that is cancelled while one branch waits and another works ends, and begins nothing more", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "cancelled",
    actions: [
      {
        parallel: {
          branches: [
            [{ wait: { for: "1h" } }, echo("x")],
            [{ use: "test.block", with: { name: "c" } }, echo("y")],
          ],
        },
      },
    ],
  });
  const id = await t.run(slug);
  await t.actions.begun("c");
  await t.engine.cancelExecution(id, { by: tester });
  const execution = await t.reached(id, "cancelled");
  expect(execution.actionRuns).toEqual([]);
});
