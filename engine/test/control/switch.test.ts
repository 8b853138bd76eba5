import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { called, outputOf, written } from "./what-ran.ts";

const engine = useEngine();
const inputs = { type: "object", properties: { level: {} } };
const echo = (id: string, value: unknown = id) => ({ id, use: "test.echo", with: { value } });

const byValue = {
  on: "${{ inputs.level }}",
  cases: [
    { when: 1, do: [echo("low")] },
    { when: [2, "two"], do: [echo("middle")] },
    { when: "${{ vars.high }}", do: [echo("high")] },
  ],
  else: [echo("other")],
};

test("a switch takes the first case that fits the value, and no other", async () => {
  const t = engine();
  await t.engine.setVariables({ high: 3 }, { by: tester });
  const slug = await t.rule({
    rule: "by-value",
    inputs,
    actions: [{ id: "way", switch: byValue }, echo("after", "${{ [actions.way.case, actions.low, actions.middle] }}")],
  });
  const taken: unknown[] = [];
  for (const level of [1, "two", 3, 4]) {
    const execution = await t.reached(await t.run(slug, { level }), "success");
    taken.push(called(t, execution.id).join(" "));
    expect(execution.actionRuns).toContainEqual(
      expect.objectContaining({ action: "way", use: "switch", state: "success" }),
    );
  }
  expect(taken).toEqual(["low after", "middle after", "high after", "other after"]);
  const [first] = await t.executions(slug);
  expect(outputOf(await t.engine.getExecution(first?.id ?? 0), "after")).toEqual([1, "low", null]);
});

test("without a value each case is a condition, and one that is neither true nor false is a fault of the rule", async () => {
  const t = engine();
  const cases = [
    { when: "inputs.level > 10", do: [echo("many")] },
    { when: { all: [{ field: "inputs.level", op: "gt", value: 5 }] }, do: [echo("some")] },
    { when: "inputs.level", do: [echo("broken")] },
  ];
  const slug = await t.rule({ rule: "by-condition", inputs, actions: [{ id: "way", switch: { cases } }] });
  for (const [level, action] of [
    [11, "many"],
    [6, "some"],
  ] as const) {
    const execution = await t.reached(await t.run(slug, { level }), "success");
    expect(called(t, execution.id)).toEqual([action]);
  }
  const failed = await t.reached(await t.run(slug, { level: 1 }), "failed");
  expect(failed.failure).toMatchObject({ class: "config", code: "CONDITION_NOT_BOOLEAN", action: "way" });
  expect(failed.failure?.message).toContain("Case 3");
});

test("an execution that goes on takes the way it took, whatever has changed meanwhile", async () => {
  const t = engine();
  await t.engine.setVariables({ way: "first" }, { by: tester });
  const slug = await t.rule({
    rule: "decided",
    actions: [
      {
        switch: {
          on: "vars.way",
          cases: [{ when: "first", do: [{ wait: { for: "1h" } }, echo("first")] }],
          else: [echo("second")],
        },
      },
    ],
  });
  const id = await t.run(slug);
  await t.reached(id, "waiting");
  await t.engine.setVariables({ way: "second" }, { by: tester });
  await t.database.clock.advance(3_600_000);
  const execution = await t.reached(id, "success");
  expect(written(execution)).toEqual(["a1 success", "a1_case1_1 success", "first success"]);
});

test("a switch may lie in a switch, and in a block that is left out with all it holds", async () => {
  const t = engine();
  const inner = { switch: { on: "1", cases: [{ when: 1, do: [echo("deep")] }] } };
  const slug = await t.rule({
    rule: "nested",
    actions: [
      { switch: { on: "1", cases: [{ when: 2, do: [echo("no")] }], else: [inner] } },
      { id: "left", if: "false", do: [echo("out")] },
      echo("seen", "${{ [actions.deep, actions.out, actions.left] }}"),
    ],
  });
  const execution = await t.reached(await t.run(slug), "success");
  expect(written(execution)).toEqual([
    "a1 success",
    "a1_else_1 success",
    "deep success",
    "left skipped",
    "seen success",
  ]);
  expect(outputOf(execution, "seen")).toEqual(["deep", null, null]);
});

test("what is wrong with a step is said at its place, however deep it lies", () => {
  const problems = engine().engine.checkRule({
    rule: "wrong",
    name: "测试",
    actions: [
      echo("same"),
      { switch: { on: "1", cases: [{ when: 1, do: [{ use: "no.such" }, echo("same"), { wait: { for: "soon" } }] }] } },
      { do: [{ return: 1, retry: { attempts: 2 } }], with: {} },
      { parallel: { branches: { a: [{ return: 1 }] } } },
      { set: { x: "${{ secrets.KEY }}" } },
    ],
    onFailure: [{ ...echo("x"), compensate: [echo("y")] }, { return: 1 }],
  });
  const found = problems.map(({ path, message }) => `${path}: ${message}`);
  for (const text of [
    "actions[1].switch.cases[0].do[0].use: There is no action no.such.",
    "actions[1].switch.cases[0].do[1].id: Two actions are called same.",
    "actions[1].switch.cases[0].do[2].wait.for:",
    "actions[2].with: with means nothing for a step with do.",
    "actions[2].do[0].retry: retry means nothing for a step with return.",
    "actions[3].parallel.branches.a[0].return: Where several steps run side by side",
    "actions[4].set: secrets.KEY cannot stand here",
    "onFailure[0].compensate: This step is never undone",
    "onFailure[1].return:",
  ]) {
    expect(
      found.some((one) => one.startsWith(text)),
      text + "\n" + found.join("\n"),
    ).toBe(true);
  }
});
