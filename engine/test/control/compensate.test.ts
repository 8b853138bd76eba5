import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { called, outputOf } from "./what-ran.ts";

const engine = useEngine();
const echo = (id: string, value: unknown = id) => ({ id, use: "test.echo", with: { value } });
const bad = (id: string, rest: Record<string, unknown> = {}) => ({
  id,
  use: "test.fail",
  with: { message: id, retryable: false },
  ...rest,
});
const done = (id: string, undo: readonly unknown[] = [echo(`un${id}`, `\${{ 'undo ' + string(actions.${id}) }}`)]) => ({
  ...echo(id),
  compensate: undo,
});

test("what had succeeded is undone when the execution fails, the last first, and then onFailure runs", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "undoes",
    actions: [done("a"), echo("b"), done("c"), bad("d"), done("e")],
    onFailure: [echo("told", "${{ failure.code }}")],
  });
  const id = await t.run(slug);
  const execution = await t.reached(id, "failed");
  expect(called(t, id)).toEqual(["a", "b", "c", "d", "unc", "una", "onFailure.told"]);
  expect(outputOf(execution, "unc")).toBe("undo c");
  expect(execution.failure).toMatchObject({ code: "TOLD_TO_FAIL", action: "d" });
});

test("an execution that succeeds undoes nothing", async () => {
  const t = engine();
  const id = await t.run(await t.rule({ rule: "fine", actions: [done("a")] }));
  await t.reached(id, "success");
  expect(called(t, id)).toEqual(["a"]);
});

test("each item of a loop is undone by itself, with what it saw, and what failed or was left out is not", async () => {
  const t = engine();
  const undo = (id: string) => [echo(`un${id}`, `\${{ string(each) + ' ' + string(actions.${id}) }}`)];
  const slug = await t.rule({
    rule: "items",
    actions: [
      { ...echo("x", "${{ each * 10 }}"), forEach: { items: [1, 2], concurrency: 2 }, compensate: undo("x") },
      {
        id: "block",
        forEach: [3, 4],
        do: [{ ...echo("y", "${{ each + 1 }}"), if: "each == 3", compensate: undo("y") }],
      },
      { ...bad("handled"), onError: "continue", compensate: [echo("never")] },
      bad("end"),
    ].map((step) => (step.id === "block" ? { ...step, do: [(step as { do: unknown[] }).do[0]] } : step)),
  });
  const id = await t.run(slug);
  const execution = await t.reached(id, "failed");
  expect(called(t, id).slice(-3)).toEqual(["uny 0", "unx 1", "unx 0"]);
  expect([outputOf(execution, "uny", "0"), outputOf(execution, "unx", "1"), outputOf(execution, "unx", "0")]).toEqual([
    "3 4",
    "2 20",
    "1 10",
  ]);
});

test("a step that cannot be undone is told, and the others are undone all the same", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "stuck", actions: [done("a"), done("b", [bad("unb")]), done("c"), bad("d")] });
  const id = await t.run(slug);
  const execution = await t.reached(id, "failed");
  expect(called(t, id)).toEqual(["a", "b", "c", "d", "unc", "unb", "una"]);
  expect(execution.failure?.details).toMatchObject({ compensation: [{ action: "b", message: "unb" }] });
});

test("what undoes a step may be tried again and may wait", async () => {
  const t = engine();
  const undo = [
    { ...bad("unb"), with: { until: 2 }, retry: { attempts: 2, delay: "10s" } },
    { id: "pause", wait: { for: "1m" } },
    echo("last"),
  ];
  const id = await t.run(await t.rule({ rule: "patient", actions: [done("a"), done("b", undo), bad("c")] }));
  await t.reached(id, "retrying");
  await t.database.clock.advance(10_000);
  await t.reached(id, "waiting");
  await t.database.clock.advance(60_000);
  await t.reached(id, "failed");
  expect(called(t, id)).toEqual(["a", "b", "c", "unb", "unb", "last", "una"]);
});

test.each(["while it waits", "while it works"])(
  "an execution that is cancelled %s undoes what it did",
  async (when) => {
    const t = engine();
    const held = when === "while it waits" ? { wait: { for: "1h" } } : { use: "test.block", with: { name: "work" } };
    const slug = await t.rule({
      rule: `cancel-${held.use === undefined ? "wait" : "work"}`,
      actions: [done("a"), done("b", [{ id: "slow", wait: { for: "1m" } }, echo("unb")]), held],
      onFailure: [echo("nottold")],
    });
    const id = await t.run(slug);
    if (held.use === undefined) await t.reached(id, "waiting");
    else await t.actions.begun("work");
    await t.engine.cancelExecution(id, { by: tester });
    await t.until(async () => (await t.engine.getExecution(id)).waitingFor?.action === "slow");
    await t.database.clock.advance(60_000);
    const execution = await t.reached(id, "cancelled");
    const worked = held.use === undefined ? [] : ["a3"];
    expect(called(t, id)).toEqual(["a", "b", ...worked, "unb", "una"]);
    expect(execution.failure).toMatchObject({ class: "cancelled", code: "CANCELLED" });
  },
);

test("who cancels what is being undone ends that too", async () => {
  const t = engine();
  const undo = [{ id: "slow", wait: { for: "1m" } }, echo("unb")];
  const id = await t.run(
    await t.rule({ rule: "twice", actions: [done("a"), done("b", undo), { wait: { for: "1h" } }] }),
  );
  await t.reached(id, "waiting");
  await t.engine.cancelExecution(id, { by: tester });
  await t.until(async () => (await t.engine.getExecution(id)).waitingFor?.action === "slow");
  await t.engine.cancelExecution(id, { by: tester });
  await t.reached(id, "cancelled");
  expect(called(t, id)).toEqual(["a", "b"]);
});

test("after its time is over an execution undoes what it did, however long that takes", async () => {
  const t = engine();
  const undo = [{ id: "slow", wait: { for: "5h" } }, echo("una")];
  const id = await t.run(
    await t.rule({ rule: "over", timeout: "1h", actions: [done("a", undo), { wait: { for: "2h" } }] }),
  );
  await t.reached(id, "waiting");
  await t.database.clock.advance(3_600_000);
  await t.until(async () => (await t.engine.getExecution(id)).waitingFor?.action === "slow");
  await t.database.clock.advance(18_000_000);
  const execution = await t.reached(id, "failed");
  expect(called(t, id)).toEqual(["a", "una"]);
  expect(execution.failure).toMatchObject({ code: "EXECUTION_TIMEOUT" });
});

test("a retry does again what was undone, under new keys, and repeats nothing else", async () => {
  const t = engine();
  await t.engine.setVariables({ mended: false }, { by: tester });
  const slug = await t.rule({
    rule: "again",
    actions: [
      echo("first"),
      { id: "block", do: [echo("inside"), done("deep")], compensate: [echo("unblock")] },
      echo("between"),
      { ...bad("end"), with: { message: "end", until: "${{ vars.mended ? 1 : 9 }}", retryable: false } },
    ],
  });
  const id = await t.run(slug);
  await t.reached(id, "failed");
  await t.engine.retryExecution(id, { by: tester });
  await t.until(async () => (await t.engine.getExecution(id)).redrive === 1);
  await t.reached(id, "failed");
  await t.engine.setVariables({ mended: true }, { by: tester });
  await t.engine.retryExecution(id, { by: tester });
  await t.until(async () => (await t.engine.getExecution(id)).redrive === 2);
  await t.reached(id, "success");
  expect(called(t, id)).toEqual([
    "first",
    "inside",
    "deep",
    "between",
    "end",
    "unblock",
    "undeep",
    "inside~1",
    "deep~1",
    "end",
    "unblock~1",
    "undeep~1",
    "inside~2",
    "deep~2",
    "end",
  ]);
});
