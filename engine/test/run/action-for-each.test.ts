import { expect, test } from "vitest";
import { useEngine } from "../start-engine.ts";

const engine = useEngine();
const rule = (slug: string, forEach: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
  rule: slug,
  actions: [
    {
      id: "each",
      use: "test.fail",
      forEach: { items: ["ok", "bad", "ok", "bad"], ...forEach },
      with: { message: "{{ each }} {{ index }}", until: "${{ each == 'ok' ? 1 : 99 }}", retryable: false },
      ...rest,
    },
    { id: "after", use: "test.echo", with: { value: "${{ actions.each }}" } },
  ],
});

test("stop, the default, ends at the first item that fails", async () => {
  const t = engine();
  const execution = await t.reached(await t.run(await t.rule(rule("stops", {}))), "failed");
  expect(execution.failure).toMatchObject({ message: "bad 1", action: "each" });
  expect(t.actions.runs).toHaveLength(2);
});

test("continue does the rest and then fails with all reasons", async () => {
  const t = engine();
  const execution = await t.reached(await t.run(await t.rule(rule("continues", { onFailure: "continue" }))), "failed");
  expect(execution.failure?.message).toBe("bad 1; bad 3");
  expect(t.actions.runs).toHaveLength(4);
});

test("collect does all of them, and the failures are data", async () => {
  const t = engine();
  const execution = await t.reached(
    await t.run(await t.rule(rule("collects", { onFailure: "collect", concurrency: 4 }))),
    "success",
  );
  const output = execution.actionRuns.at(-1)?.output as {
    succeeded: number;
    failed: number;
    items: { ok: boolean }[];
    errors: { index: number }[];
  };
  expect(output).toMatchObject({ succeeded: 2, failed: 2 });
  expect(output.items.map((item) => item.ok)).toEqual([true, false, true, false]);
  expect(output.errors.map((error) => error.index)).toEqual([1, 3]);
});

test("items that fail for a moment are tried again, and those that had ended are not", async () => {
  const t = engine();
  const retry = { attempts: 3, delay: "10s", backoff: "fixed" };
  const slug = await t.rule({
    rule: "moments",
    actions: [
      {
        id: "each",
        use: "test.fail",
        forEach: { items: [1, 2, 3], concurrency: 3 },
        with: { until: "${{ each }}" },
        retry,
      },
    ],
  });
  const id = await t.run(slug);
  for (const runs of [3, 5]) {
    // Written, and not only begun: only then has its wait begun.
    await t.until(async () => (await t.engine.getExecution(id)).actionRuns.length === runs);
    await t.reached(id, "retrying");
    await t.database.clock.advance(10_000);
  }
  const execution = await t.reached(id, "success");
  expect(execution.actionRuns.at(-1)?.output).toMatchObject({ succeeded: 3, failed: 0 });
  expect(t.actions.runs).toHaveLength(1 + 2 + 3);
});

test("each of the items is tried again at its own time, and none before", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "own-time",
    actions: [
      {
        use: "test.fail",
        forEach: { items: [60_000, 5_000], concurrency: 2 },
        with: { until: 2, retryAfterMs: "${{ each }}" },
        retry: { attempts: 2, delay: "1s" },
      },
    ],
  });
  const id = await t.run(slug);
  const { waitingFor } = await t.reached(id, "retrying");
  const now = (await t.database.clock.now()).getTime();
  expect((waitingFor?.until?.getTime() ?? 0) - now).toBe(5_000);
  await t.database.clock.advance(5_000);
  await t.until(async () => (await t.engine.getExecution(id)).actionRuns.length === 3);
  await t.reached(id, "retrying");
  expect(t.actions.runs.map(({ key, attempt }) => `${key.split("/").at(-1)} ${attempt}`).toSorted()).toEqual([
    "0 1",
    "1 1",
    "1 2",
  ]);
  await t.database.clock.advance(55_000);
  await t.reached(id, "success");
});

test("an empty list is a success with nothing in it, and something that is no list is a fault of the rule", async () => {
  const t = engine();
  const empty = await t.rule({ rule: "empty", actions: [{ id: "each", use: "test.echo", forEach: [] }] });
  const execution = await t.reached(await t.run(empty), "success");
  expect(execution.actionRuns.at(-1)?.output).toEqual({ items: [], errors: [], succeeded: 0, failed: 0 });
  const wrong = await t.rule({ rule: "wrong", actions: [{ id: "each", use: "test.echo", forEach: "'text'" }] });
  expect((await t.reached(await t.run(wrong), "failed")).failure).toMatchObject({ code: "FOR_EACH_INVALID" });
});

test("the outputs of all items together may not be larger than any output", async () => {
  const t = engine();
  const actions = [
    {
      id: "each",
      use: "test.echo",
      forEach: Array.from({ length: 40 }, (_, i) => i),
      with: { text: "x".repeat(40_000) },
    },
  ];
  const slug = await t.rule({ rule: "too-large", actions });
  expect((await t.reached(await t.run(slug), "failed")).failure).toMatchObject({ code: "OUTPUT_TOO_LARGE" });
});
