import { startTestEngine, tester, type TestEngine } from "@belfry/testkit";
import { expect, test } from "vitest";

const broken = { id: "send", use: "test.fail", with: { until: "${{ vars.isBroken ? 9 : 1 }}", retryable: false } };
const fetch = { id: "fetch", use: "test.echo", with: { value: 1 } };

async function startBroken(): Promise<TestEngine> {
  const t = await startTestEngine();
  await t.engine.setVariables({ isBroken: true }, { by: tester });
  return t;
}

const repair = (t: TestEngine) => t.engine.setVariables({ isBroken: false }, { by: tester });
const keysOf = (t: TestEngine, use: string) => t.actions.runs.filter((run) => run.use === use).map(({ key }) => key);
const isListed = async (t: TestEngine, id: number) => {
  const groups = await t.engine.listFailures();
  const lists = groups.map(({ group }) => t.engine.listFailedExecutions(group, { scope: null }));
  return (await Promise.all(lists)).flat().some((execution) => execution.id === id);
};

test("from the start everything is done again by a new execution with keys of its own, and the old one stays as it was", async () => {
  await using t = await startBroken();
  const slug = await t.rule({ rule: "start", actions: [fetch, broken] });
  const old = await t.run(slug);
  await t.reached(old, "failed");
  expect(await isListed(t, old)).toBe(true);
  await repair(t);

  const again = await t.engine.retryExecution(old, { by: tester, from: "start" });
  expect(again).toMatchObject({ retryOf: old, retriedAs: null, redrive: 0 });
  await t.reached(again.id, "success");

  expect(await t.engine.getExecution(old)).toMatchObject({ state: "failed", retriedAs: again.id, retryOf: null });
  expect(await isListed(t, old)).toBe(false);
  const keys = keysOf(t, "test.echo");
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(2);
  expect(t.errors).toEqual([]);
});

test("what was retried from the start is not retried a second time, neither way", async () => {
  await using t = await startBroken();
  const old = await t.run(await t.rule({ rule: "once", actions: [broken] }));
  await t.reached(old, "failed");
  const retries = [1, 2].map(() => t.engine.retryExecution(old, { by: tester, from: "start" }));
  const ends = await Promise.allSettled(retries);
  expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(t.engine.retryExecution(old, { by: tester })).rejects.toMatchObject({
    code: "EXECUTION_RETRIED_ALREADY",
  });
  expect(await t.executions("once")).toHaveLength(2);
});

test("from the failed action with the newest version only the rest is done, as that version says", async () => {
  await using t = await startBroken();
  const id = await t.run(await t.rule({ rule: "fixed", actions: [fetch, broken] }));
  await t.reached(id, "failed");
  await t.engine.saveRule(
    {
      rule: "fixed",
      name: "测试",
      actions: [fetch, { id: "check", use: "test.echo" }, { id: "send", use: "test.echo", with: { value: "new" } }],
    },
    { by: tester },
  );
  await t.engine.retryExecution(id, { by: tester, version: "latest" });
  const ended = await t.reached(id, "success");
  expect(ended).toMatchObject({ ruleVersion: 2, redrive: 1 });
  expect(ended.actionRuns.filter(({ state }) => state === "success").map(({ action }) => action)).toEqual([
    "fetch",
    "check",
    "send",
  ]);
});

test.each([
  ["is gone", [{ ...fetch, id: "other" }, broken], "The finished step fetch is no longer there."],
  [
    "does something else",
    [{ id: "fetch", use: "test.fail" }, broken],
    "The step fetch is another one, or stands elsewhere.",
  ],
  [
    "has got another place",
    [{ id: "block", do: [fetch] }, broken],
    "The step fetch is another one, or stands elsewhere.",
  ],
  [
    "has a new step before it",
    [{ id: "early", use: "test.echo" }, fetch, broken],
    "The step early is new and stands before steps that are finished.",
  ],
])(
  "a newest version in which a finished step %s is refused, and from the start it is taken",
  async (_what, actions, message) => {
    await using t = await startBroken();
    const id = await t.run(await t.rule({ rule: "differs", actions: [fetch, broken] }));
    await t.reached(id, "failed");
    await t.engine.saveRule({ rule: "differs", name: "测试", actions }, { by: tester });
    const refused = t.engine.retryExecution(id, { by: tester, version: "latest" });
    await expect(refused).rejects.toMatchObject({
      code: "RETRY_STEPS_DIFFER",
      details: { problems: [{ message }] },
    });
    expect(await t.engine.getExecution(id)).toMatchObject({ state: "failed", redrive: 0, ruleVersion: 1 });
    const again = await t.engine.retryExecution(id, { by: tester, version: "latest", from: "start" });
    expect(again).toMatchObject({ ruleVersion: 2, retryOf: id });
  },
);

test("finished steps in another order are refused", async () => {
  await using t = await startBroken();
  const second = { id: "second", use: "test.echo" };
  const id = await t.run(await t.rule({ rule: "order", actions: [fetch, second, broken] }));
  await t.reached(id, "failed");
  await t.engine.saveRule({ rule: "order", name: "测试", actions: [second, fetch, broken] }, { by: tester });
  await expect(t.engine.retryExecution(id, { by: tester, version: "latest" })).rejects.toMatchObject({
    code: "RETRY_STEPS_DIFFER",
    details: { problems: [{ message: "The step second stands in another place." }] },
  });
});

test("a loop of which a part is finished goes on only with the same list", async () => {
  await using t = await startBroken();
  const part = { id: "part", forEach: [1, 2], do: [{ id: "inner", use: "test.echo" }, broken] };
  const id = await t.run(await t.rule({ rule: "loop", actions: [part] }));
  await t.reached(id, "failed");
  await t.engine.saveRule({ rule: "loop", name: "测试", actions: [{ ...part, forEach: [3, 4] }] }, { by: tester });
  await expect(t.engine.retryExecution(id, { by: tester, version: "latest" })).rejects.toMatchObject({
    details: { problems: [{ message: "The list that the step inner works through is another one." }] },
  });
});

test("a child that is retried from the start takes its place in the list of its parent", async () => {
  await using t = await startBroken();
  const parent = await t.run(await t.rule({ rule: "children", forEach: ["a", "b"], actions: [fetch, broken] }));
  await t.reached(parent, "failed");
  await repair(t);
  const children = await t.engine.listExecutions({ parentId: parent });
  const replaced = children[0]!;
  const again = await t.engine.retryExecution(replaced.id, { by: tester, from: "start" });
  expect(again).toMatchObject({ parentId: parent, itemIndex: replaced.itemIndex, retryOf: replaced.id });
  await t.reached(again.id, "success");
  const ended = await t.reached(parent, "failed");
  expect(ended).toMatchObject({ children: { success: 1, failed: 1 }, failure: { details: { failed: 1, total: 2 } } });
  expect(await t.engine.getExecution(replaced.id)).toMatchObject({
    state: "failed",
    parentId: null,
    retriedAs: again.id,
  });
  expect(await isListed(t, replaced.id)).toBe(false);
  expect(t.errors).toEqual([]);
});

test("a parent that is retried from the start does its whole list again, and its old children leave the failures", async () => {
  await using t = await startBroken();
  const parent = await t.run(await t.rule({ rule: "whole", forEach: ["a", "b"], actions: [fetch, broken] }));
  await t.reached(parent, "failed");
  await repair(t);
  const [child] = await t.engine.listExecutions({ parentId: parent });
  const again = await t.engine.retryExecution(parent, { by: tester, from: "start" });
  expect(await t.reached(again.id, "success")).toMatchObject({ children: { success: 2 } });
  expect(await t.engine.listFailures()).toEqual([]);
  // Its old children run again there: neither is a reason to start them here.
  await expect(t.engine.retryExecution(child!.id, { by: tester })).rejects.toMatchObject({
    code: "EXECUTION_RETRIED_ALREADY",
  });
});

test("a called execution that is retried from the start runs for itself, and its caller stays as it ended", async () => {
  await using t = await startBroken();
  await t.rule({ rule: "called", actions: [broken] });
  const caller = await t.run(await t.rule({ rule: "caller", actions: [{ id: "ask", call: { rule: "called" } }] }));
  await t.reached(caller, "failed");
  await repair(t);
  const [called] = await t.executions("called");
  const again = await t.engine.retryExecution(called!.id, { by: tester, from: "start" });
  expect(again).toMatchObject({ parentId: null, retryOf: called!.id });
  await t.reached(again.id, "success");
  expect(await t.engine.getExecution(caller)).toMatchObject({ state: "failed", redrive: 0 });
});

const sorry = (value: string) => ({
  rule: "sorry",
  name: "测试",
  actions: [broken],
  onFailure: [{ id: "tell", use: "test.echo", with: { value } }],
});

test("what onFailure does is done again after each retry that fails, also with the newest version", async () => {
  await using t = await startBroken();
  const id = await t.run(await t.rule(sorry("old")));
  await t.reached(id, "failed");
  await t.engine.saveRule(sorry("new"), { by: tester });
  await t.engine.retryExecution(id, { by: tester, version: "latest" });
  await t.until(async () => (await t.engine.getExecution(id)).state === "failed");
  const started = await t.engine.retryExecution(id, { by: tester, from: "start" });
  await t.reached(started.id, "failed");
  const told = t.actions.runs.filter(({ use }) => use === "test.echo").map(({ input }) => input);
  expect(told).toEqual([{ value: "old" }, { value: "new" }, { value: "new" }]);
});
