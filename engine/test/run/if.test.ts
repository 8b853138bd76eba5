import { expect, test } from "vitest";
import { useEngine } from "../start-engine.ts";

const engine = useEngine();

test("a step whose condition is false is skipped, and its output is null for those after it", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "sometimes",
    inputs: { type: "object", properties: { send: { type: "boolean", default: false } } },
    actions: [
      { id: "send", use: "test.echo", if: "inputs.send", with: { value: "sent" } },
      { id: "after", use: "test.echo", with: { value: "${{ actions.send == null }}" } },
    ],
  });
  const skipped = await t.reached(await t.run(slug), "success");
  expect(skipped.actionRuns.map((run) => [run.action, run.state, run.output])).toEqual([
    ["send", "skipped", null],
    ["after", "success", true],
  ]);
  const sent = await t.reached(await t.run(slug, { send: true }), "success");
  expect(sent.actionRuns[0]).toMatchObject({ state: "success", output: "sent" });
});

test("a condition that is neither true nor false fails the execution instead of skipping in silence", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "typo", actions: [{ id: "send", use: "test.echo", if: "'yes'" }] });
  const execution = await t.reached(await t.run(slug), "failed");
  expect(execution.failure).toMatchObject({ class: "config", code: "CONDITION_NOT_BOOLEAN", action: "send" });
  expect(t.actions.runs).toHaveLength(0);
});

test("a condition that throws fails the execution at that step", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "throws",
    vars: { list: [] },
    actions: [{ id: "send", use: "test.echo", if: "vars.list[3] == 1" }],
  });
  const execution = await t.reached(await t.run(slug), "failed");
  expect(execution.failure).toMatchObject({ code: "EXPRESSION_FAILED", action: "send" });
});
