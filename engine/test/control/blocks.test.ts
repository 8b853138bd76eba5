import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { called, outputOf, written } from "./what-ran.ts";

const engine = useEngine();
const echo = (id: string, value: unknown = id) => ({ id, use: "test.echo", with: { value } });

test("a loop over a block runs the whole list for each item, also inside of another loop", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "loops",
    actions: [
      {
        id: "outer",
        forEach: [["a", "b"], ["c"]],
        do: [
          echo("group", "${{ index }}"),
          {
            id: "inner",
            forEach: "each",
            do: [echo("one", "${{ each + string(index) }}"), echo("two", "${{ actions.one + string(actions.group) }}")],
          },
        ],
      },
      echo("after", "${{ [actions.one, actions.outer.succeeded] }}"),
    ],
  });
  const execution = await t.reached(await t.run(slug), "success");
  expect(called(t, execution.id)).toEqual([
    "group 0",
    "one 0/0",
    "two 0/0",
    "one 0/1",
    "two 0/1",
    "group 1",
    "one 1/0",
    "two 1/0",
    "after",
  ]);
  expect(written(execution)).toEqual(expect.arrayContaining(["inner 0 success", "inner 1 success", "outer success"]));
  const outputs = ["0/0", "0/1", "1/0"].map((place) => outputOf(execution, "two", place));
  expect(outputs).toEqual(["a00", "b10", "c01"]);
  expect(outputOf(execution, "after")).toEqual([null, 2]);
  // Each has an idempotency key of its own.
  expect(new Set(t.actions.runs.map(({ key }) => key)).size).toBe(t.actions.runs.length);
  expect(t.actions.runs[1]?.key).toMatch(/\/one\/0\/0$/);
});

const failing = (onFailure: string) => ({
  id: "loop",
  forEach: { items: ["ok", "bad", "ok"], onFailure },
  do: [
    echo("begin"),
    { use: "test.fail", with: { message: "{{ each }}", until: "${{ each == 'ok' ? 1 : 9 }}", retryable: false } },
  ],
});

test.each([
  ["stop", "failed", ["begin 0", "loop_2 0", "begin 1", "loop_2 1"]],
  ["continue", "failed", ["begin 0", "loop_2 0", "begin 1", "loop_2 1", "begin 2", "loop_2 2"]],
  ["collect", "success", ["begin 0", "loop_2 0", "begin 1", "loop_2 1", "begin 2", "loop_2 2"]],
] as const)("a block that fails for an item: %s", async (onFailure, state, runs) => {
  const t = engine();
  const execution = await t.reached(
    await t.run(await t.rule({ rule: `loop-${onFailure}`, actions: [failing(onFailure)] })),
    state,
  );
  expect(called(t, execution.id)).toEqual(runs);
  if (state === "success")
    expect(outputOf(execution, "loop")).toMatchObject({
      succeeded: 2,
      errors: [{ index: 1, error: { message: "bad" } }],
    });
});

test("one item at a time means that the next begins when the one before has ended, waits included", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "one-at-a-time",
    actions: [{ id: "loop", forEach: [1, 2], do: [echo("begin"), { wait: { for: "10m" } }, echo("end")] }],
  });
  const id = await t.run(slug);
  for (const runs of [["begin 0"], ["begin 0", "end 0", "begin 1"]]) {
    await t.until(() => called(t, id).length === runs.length);
    await t.reached(id, "waiting");
    expect(called(t, id)).toEqual(runs);
    await t.database.clock.advance(600_000);
  }
  await t.reached(id, "success");
});

test("a loop goes on with the list with which it began, though a variable has changed meanwhile", async () => {
  const t = engine();
  await t.engine.setVariables({ list: ["a", "b"] }, { by: tester });
  const slug = await t.rule({
    rule: "pinned",
    actions: [{ forEach: "vars.list", do: [echo("x", "${{ each }}"), { wait: { for: "1m" } }] }],
  });
  const id = await t.run(slug);
  await t.reached(id, "waiting");
  await t.engine.setVariables({ list: ["c"] }, { by: tester });
  await t.database.clock.advance(60_000);
  await t.until(async () => (await t.engine.getExecution(id)).actionRuns.length === 3);
  await t.reached(id, "waiting");
  await t.database.clock.advance(60_000);
  const execution = await t.reached(id, "success");
  expect(["0", "1", "2"].map((place) => outputOf(execution, "x", place))).toEqual(["a", "b", undefined]);
});

test("variables that are set are there from then on, also from item to item of a loop and after a wait", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "sums",
    vars: { sum: 0 },
    actions: [
      { forEach: [1, 2, 3], do: [{ set: { sum: "${{ vars.sum + each }}" } }, { wait: { for: "1s" } }] },
      echo("sum", "${{ vars.sum }}"),
    ],
  });
  const id = await t.run(slug);
  for (let i = 0; i < 3; i += 1) {
    await t.until(async () => (await t.engine.getExecution(id)).actionRuns.length === 1 + 2 * i);
    await t.reached(id, "waiting");
    await t.database.clock.advance(1_000);
  }
  expect(outputOf(await t.reached(id, "success"), "sum")).toBe(6);
  // Nobody else sees them.
  expect((await t.engine.listVariables()).map(({ name }) => name)).not.toContain("sum");
});

test("a return ends the execution well with its value, and what stands after it is skipped visibly", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "returns",
    actions: [
      { id: "block", do: [{ if: "true", return: { answer: "${{ 40 + 2 }}" } }, echo("never")] },
      echo("later"),
      { forEach: [1], do: [echo("neither")] },
    ],
  });
  const execution = await t.reached(await t.run(slug), "success");
  expect(execution.output).toEqual({ answer: 42 });
  expect(written(execution)).toEqual(["a3 skipped", "block_1 success", "later skipped", "never skipped"]);
  expect(t.actions.runs).toEqual([]);
});

test("a return in a loop ends it at that item", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "finds",
    actions: [{ forEach: [5, 7, 9], do: [echo("look", "${{ each }}"), { if: "each > 6", return: "${{ each }}" }] }],
  });
  const execution = await t.reached(await t.run(slug), "success");
  expect(execution.output).toBe(7);
  expect(t.actions.runs).toHaveLength(2);
});
