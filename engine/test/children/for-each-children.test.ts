import { expect, test } from "vitest";
import type { TestEngine } from "@belfry/testkit";
import { tester } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";

const engine = useEngine();

const childrenOf = async (t: TestEngine, id: number) => (await t.engine.listExecutions({ parentId: id })).toReversed();

test("one child runs for each item, and one that fails does not stop the others", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "groups",
    vars: { groups: ["a", "b", "c"] },
    forEach: "vars.groups",
    actions: [
      { id: "maybe", use: "test.fail", if: "item == 'b'", with: { message: "b is broken", retryable: false } },
      { id: "mail", use: "test.echo", with: { text: "to {{ item }}" } },
    ],
  });
  const id = await t.run(slug);
  const parent = await t.reached(id, "failed");

  expect(parent.failure).toMatchObject({ code: "CHILDREN_FAILED", details: { failed: 1, total: 3 } });
  expect(parent.children).toEqual({ success: 2, failed: 1 });
  const children = await childrenOf(t, id);
  expect(children.map(({ itemIndex, state, failure }) => [itemIndex, state, failure?.message])).toEqual([
    [0, "success", undefined],
    [1, "failed", "b is broken"],
    [2, "success", undefined],
  ]);
  expect(t.actions.runs.filter((run) => run.use === "test.echo").map((run) => run.input)).toEqual([
    { text: "to a" },
    { text: "to c" },
  ]);
});

test("an empty list is a success without children", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "nobody", forEach: [], actions: [{ use: "test.echo" }] });
  const parent = await t.reached(await t.run(slug), "success");
  expect(parent.children).toEqual({});
});

test("a list that cannot be evaluated fails the parent and starts nobody", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "broken-list",
    forEach: "vars.nothing.like.this",
    actions: [{ use: "test.echo" }],
  });
  const parent = await t.reached(await t.run(slug), "failed");
  expect(parent.failure).toMatchObject({ code: "EXPRESSION_FAILED" });
  expect(await childrenOf(t, parent.id)).toEqual([]);
});

test("a list with a text that the database cannot keep fails the parent instead of holding it for ever", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "broken-text", forEach: ["😀"], actions: [{ use: "test.echo" }] });
  const broken = await t.rule({
    rule: "cut-text",
    vars: { text: "😀" },
    forEach: "[vars.text.substring(0, 1)]",
    actions: [{ use: "test.echo" }],
  });
  await t.reached(await t.run(slug), "success");
  const parent = await t.reached(await t.run(broken), "failed", "success");
  // Whether an expression can cut a pair in two is the language's own affair; that the parent ends is ours.
  expect(["failed", "success"]).toContain(parent.state);
});

test("a retry of the parent runs its failed children again, and only those", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "again",
    forEach: ["a", "b"],
    inputs: { type: "object", properties: {} },
    actions: [
      { id: "one", use: "test.echo" },
      { id: "two", use: "test.fail", if: "item == 'b'", with: { retryable: false } },
    ],
  });
  const id = await t.run(slug);
  await t.reached(id, "failed");
  await t.engine.retryExecution(id, { by: tester });
  await t.until(
    async () => (await childrenOf(t, id))[1]?.redrive === 1 && (await t.engine.getExecution(id)).state === "failed",
  );
  const children = await childrenOf(t, id);
  expect(children.map((child) => child.redrive)).toEqual([0, 1]);
  // The finished action of the failed child is not repeated either.
  expect(t.actions.runs.filter((run) => run.use === "test.echo")).toHaveLength(2);
  expect(t.actions.runs.filter((run) => run.use === "test.fail")).toHaveLength(2);
});

test("a retry of one child opens its parent again, which then says what became of all", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "heals",
    forEach: ["a", "b"],
    actions: [{ use: "test.fail", with: { until: "${{ item == 'b' && vars.broken ? 99 : 1 }}", retryable: false } }],
  });
  await t.engine.setVariables({ broken: true }, { by: tester });
  const id = await t.run(slug);
  await t.reached(id, "failed");
  await t.engine.setVariables({ broken: false }, { by: tester });
  const failed = (await childrenOf(t, id)).find((child) => child.state === "failed");
  await t.engine.retryExecution(failed?.id ?? 0, { by: tester });
  const parent = await t.reached(id, "success");
  expect(parent.children).toEqual({ success: 2 });
  expect(parent.failure).toBeNull();
});

test("an execution that did not fail cannot be retried", async () => {
  const t = engine();
  const id = await t.run(await t.rule({ rule: "fine", actions: [{ use: "test.echo" }] }));
  await t.reached(id, "success");
  await expect(t.engine.retryExecution(id, { by: tester })).rejects.toMatchObject({ code: "EXECUTION_NOT_RETRYABLE" });
});

test("a retry begins at the action that failed and repeats none that had finished", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "resume",
    actions: [
      { id: "query", use: "test.echo", with: { value: [1, 2] } },
      { id: "mail", use: "test.fail", if: "vars.refused", with: { retryable: false } },
      { id: "mail2", use: "test.echo", with: { value: "${{ size(actions.query) }}" } },
    ],
  });
  await t.engine.setVariables({ refused: true }, { by: tester });
  const id = await t.run(slug);
  await t.reached(id, "failed");
  await t.engine.setVariables({ refused: false }, { by: tester });
  await t.engine.retryExecution(id, { by: tester });
  const execution = await t.reached(id, "success", "failed");
  // The step had begun, so its condition is not asked again: it is tried, and fails as before.
  expect(execution.redrive).toBe(1);
  await t.until(() => t.actions.runs.filter((run) => run.use === "test.fail").length === 2);
  expect(t.actions.runs.filter((run) => run.use === "test.echo" && "value" in (run.input as object))).toHaveLength(1);
});
