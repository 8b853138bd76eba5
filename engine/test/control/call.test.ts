import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { outputOf } from "./what-ran.ts";

const engine = useEngine();
const echo = (id: string, value: unknown = id) => ({ id, use: "test.echo", with: { value } });
const number = { type: "object", properties: { n: { type: "number" } }, required: ["n"] };

test("a call runs the other rule once, hands over its inputs, and comes back with what it returned", async () => {
  const t = engine();
  await t.rule({
    rule: "doubles",
    inputs: number,
    // A call is a decision: the condition is asked only of what starts by itself.
    condition: "false",
    actions: [{ wait: { for: "1m" } }, { return: "${{ inputs.n * 2 }}" }],
  });
  const slug = await t.rule({
    rule: "caller",
    actions: [
      { id: "sum", call: { rule: "doubles", inputs: { n: "${{ 20 + 1 }}" } } },
      echo("got", "${{ actions.sum }}"),
    ],
  });
  const id = await t.run(slug);
  expect((await t.reached(id, "waiting")).waitingFor).toMatchObject({ kind: "step", action: "sum", until: null });
  const [called] = await t.executions("doubles");
  expect(called).toMatchObject({
    parentId: id,
    itemIndex: null,
    trigger: { kind: "call", rule: "caller", depth: 1, by: tester.name },
  });
  await t.reached(called?.id ?? 0, "waiting");
  await t.database.clock.advance(60_000);
  const execution = await t.reached(id, "success");
  expect(outputOf(execution, "got")).toBe(42);
  expect(await t.executions("doubles")).toHaveLength(1);
});

test("a call that does not wait goes on at once, and what it started is on its own", async () => {
  const t = engine();
  await t.rule({ rule: "aside", actions: [{ wait: { for: "1m" } }] });
  const slug = await t.rule({ rule: "lets-go", actions: [{ id: "go", call: { rule: "aside", wait: false } }] });
  const execution = await t.reached(await t.run(slug), "success");
  const [called] = await t.executions("aside");
  expect(called).toMatchObject({ parentId: null });
  expect(execution.actionRuns[0]?.output).toEqual({ executionId: called?.id });
  await t.reached(called?.id ?? 0, "waiting");
  await t.database.clock.advance(60_000);
  await t.reached(called?.id ?? 0, "success");
});

test("the failure of a called rule is that of the step, and a retry goes on in it where it failed", async () => {
  const t = engine();
  await t.engine.setVariables({ healed: false }, { by: tester });
  await t.rule({
    rule: "breaks",
    actions: [
      echo("begin"),
      { id: "hard", use: "test.fail", with: { until: "${{ vars.healed ? 1 : 9 }}", retryable: false } },
      { return: "ok" },
    ],
  });
  const slug = await t.rule({
    rule: "asks",
    actions: [{ id: "it", call: { rule: "breaks" } }, echo("after", "${{ actions.it }}")],
  });
  const id = await t.run(slug);
  const [called] = [...(await t.reached(id, "failed"), await t.executions("breaks"))];
  const { failure } = await t.engine.getExecution(id);
  expect(failure).toMatchObject({
    class: "external",
    code: "TOLD_TO_FAIL",
    action: "it",
    details: { rule: "breaks", execution: called?.id, failedAction: "hard" },
  });
  await t.engine.setVariables({ healed: true }, { by: tester });
  await t.engine.retryExecution(id, { by: tester });
  const execution = await t.reached(id, "success");
  expect(outputOf(execution, "after")).toBe("ok");
  expect(await t.executions("breaks")).toHaveLength(1);
  expect(t.actions.runs.map(({ use }) => use)).toEqual(["test.echo", "test.fail", "test.fail", "test.echo"]);
});

test("a called execution that a person retries leaves its caller alone, and the caller takes the result later", async () => {
  const t = engine();
  await t.engine.setVariables({ well: false }, { by: tester });
  await t.rule({
    rule: "ill",
    actions: [{ use: "test.fail", with: { until: "${{ vars.well ? 1 : 9 }}", retryable: false } }, { return: "well" }],
  });
  const slug = await t.rule({
    rule: "visits",
    actions: [{ id: "it", call: { rule: "ill" } }, { return: "${{ actions.it }}" }],
  });
  const id = await t.run(slug);
  await t.reached(id, "failed");
  const [called] = await t.executions("ill");
  await t.engine.setVariables({ well: true }, { by: tester });
  await t.engine.retryExecution(called?.id ?? 0, { by: tester });
  await t.reached(called?.id ?? 0, "success");
  expect((await t.engine.getExecution(id)).state).toBe("failed");
  await t.engine.retryExecution(id, { by: tester });
  expect((await t.reached(id, "success")).output).toBe("well");
});

test("cancelling the caller cancels what it waits for, however long the chain", async () => {
  const t = engine();
  await t.rule({ rule: "last", actions: [{ wait: { for: "1h" } }] });
  await t.rule({ rule: "middle", actions: [{ call: { rule: "last" } }] });
  const id = await t.run(await t.rule({ rule: "first", actions: [{ call: { rule: "middle" } }] }));
  await t.until(async () => (await t.executions("last")).some(({ state }) => state === "waiting"));
  await t.engine.cancelExecution(id, { by: tester });
  await t.reached(id, "cancelled");
  for (const rule of ["middle", "last"]) {
    const [one] = await t.executions(rule);
    await t.reached(one?.id ?? 0, "cancelled");
  }
});

test("a call that takes too long fails, and what it called is cancelled", async () => {
  const t = engine();
  await t.rule({ rule: "slow", actions: [{ wait: { for: "1h" } }] });
  const id = await t.run(
    await t.rule({ rule: "hasty", actions: [{ id: "it", call: { rule: "slow" }, timeout: "1m" }] }),
  );
  await t.until(async () => (await t.executions("slow")).some(({ state }) => state === "waiting"));
  await t.reached(id, "waiting");
  await t.database.clock.advance(60_000);
  expect((await t.reached(id, "failed")).failure).toMatchObject({ class: "timeout", code: "CALL_TIMEOUT" });
  const [called] = await t.executions("slow");
  await t.reached(called?.id ?? 0, "cancelled");
});

test("rules that go in circles are stopped at a depth, with a clear error", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "circle", actions: [{ id: "again", call: { rule: "circle" } }] });
  const execution = await t.reached(await t.run(slug), "failed");
  expect(execution.failure).toMatchObject({ class: "config", code: "CALL_TOO_DEEP" });
  expect(await t.executions("circle")).toHaveLength(17);
});

test.each([
  ["off", {}, "RESOURCE_MISSING"],
  ["typed", { inputs: { n: "one" } }, "INPUT_INVALID"],
])("a call of %s is a fault of the rule, and starts nothing", async (rule, call, code) => {
  const t = engine();
  if (rule === "off") {
    await t.rule({ rule, actions: [echo("x")] });
    await t.engine.setRuleStatus(rule, "disabled", { by: tester });
  }
  if (rule === "typed") await t.rule({ rule, inputs: number, actions: [echo("x")] });
  const id = await t.run(await t.rule({ rule: `calls-${rule}`, actions: [{ id: "it", call: { rule, ...call } }] }));
  expect((await t.reached(id, "failed")).failure).toMatchObject({ class: "config", code });
  expect(await t.executions(rule)).toEqual([]);
});

test("a rule that calls what is not there is saved with a warning, and cannot be enabled", async () => {
  const t = engine();
  const rule = { rule: "calls-nobody", name: "测试", actions: [{ if: "false", do: [{ call: { rule: "nobody" } }] }] };
  const { warnings } = await t.engine.saveRule(rule, { by: tester });
  expect(warnings).toMatchObject([{ path: "actions[0].do[0].call.rule", message: "There is no rule nobody." }]);
  await expect(t.engine.setRuleStatus("calls-nobody", "enabled", { by: tester })).rejects.toMatchObject({
    code: "RULE_INVALID",
  });
});

test("a rule that would wait at its own gate for itself is told so", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "gated", concurrency: { limit: 1 }, actions: [{ call: { rule: "gated" } }] });
  expect((await t.reached(await t.run(slug), "failed")).failure).toMatchObject({ code: "CALL_WAITS_FOR_ITSELF" });
});

test("who is restricted writes no rule that starts what they may not start", async () => {
  const t = engine();
  await t.rule({ rule: "theirs", labels: { team: "b" }, actions: [echo("x")] });
  await t.rule({ rule: "ours", labels: { team: "a" }, actions: [echo("x")] });
  await t.rule({ rule: "narrow", labels: { team: "a" }, inputs: number, actions: [echo("x")] });
  const scope = { labels: { team: ["a"] }, inputs: { narrow: { n: [1] } } };
  const save = (rule: string) =>
    t.engine.saveRule(
      {
        rule: `uses-${rule}`,
        name: "测试",
        labels: { team: "a" },
        actions: [{ do: [{ call: { rule, inputs: { n: 2 } } }] }],
      },
      { by: tester, scope },
    );
  await save("ours");
  for (const rule of ["theirs", "narrow"]) {
    await expect(save(rule)).rejects.toMatchObject({
      code: "RULE_INVALID",
      details: { problems: [{ path: "actions[0].do[0].call.rule" }] },
    });
  }
});

test("what was called and cancelled because the caller failed goes on when the caller is retried", async () => {
  const t = engine();
  await t.engine.setVariables({ good: false }, { by: tester });
  await t.rule({ rule: "long", actions: [echo("begun"), { wait: { for: "1h" } }, { return: "ended" }] });
  const slug = await t.rule({
    rule: "besides",
    actions: [
      {
        parallel: {
          branches: [
            [{ id: "it", call: { rule: "long" } }],
            [
              { wait: { for: "1m" } },
              { use: "test.fail", with: { until: "${{ vars.good ? 1 : 9 }}", retryable: false } },
            ],
          ],
        },
      },
      { return: "${{ actions.it }}" },
    ],
  });
  const id = await t.run(slug);
  await t.until(async () => (await t.executions("long")).some(({ state }) => state === "waiting"));
  await t.reached(id, "waiting");
  await t.database.clock.advance(60_000);
  await t.reached(id, "failed");
  const [called] = await t.executions("long");
  await t.reached(called?.id ?? 0, "cancelled");
  await t.engine.setVariables({ good: true }, { by: tester });
  await t.engine.retryExecution(id, { by: tester });
  await t.reached(called?.id ?? 0, "waiting");
  await t.database.clock.advance(3_600_000);
  expect((await t.reached(id, "success")).output).toBe("ended");
  expect(t.actions.runs.filter(({ use }) => use === "test.echo")).toHaveLength(1);
});

test("a called rule with items is retried with those that failed", async () => {
  const t = engine();
  await t.engine.setVariables({ up: false }, { by: tester });
  await t.rule({
    rule: "items",
    forEach: [1, 2],
    actions: [
      echo("x"),
      { if: "item == 2", use: "test.fail", with: { until: "${{ vars.up ? 1 : 9 }}", retryable: false } },
    ],
  });
  const id = await t.run(await t.rule({ rule: "calls-items", actions: [{ call: { rule: "items" } }] }));
  expect((await t.reached(id, "failed")).failure).toMatchObject({ code: "CHILDREN_FAILED" });
  await t.engine.setVariables({ up: true }, { by: tester });
  await t.engine.retryExecution(id, { by: tester });
  await t.reached(id, "success");
  expect(t.actions.runs.filter(({ use }) => use === "test.echo")).toHaveLength(2);
});
