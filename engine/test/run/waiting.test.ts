import { expect, test } from "vitest";
import { signalExecution } from "@belfry/engine";
import { defineAction, definePlugin, suspended } from "@belfry/plugin-kit";
import { z } from "zod";
import { signal, startEngine, useEngine } from "../start-engine.ts";

const engine = useEngine();

test("an action that waits until a time goes on at that time and not before", async () => {
  const t = engine();
  const until = new Date((await t.database.clock.now()).getTime() + 3_600_000);
  const slug = await t.rule({ rule: "until", actions: [{ use: "test.wait", with: { until: until.toISOString() } }] });
  const id = await t.run(slug);
  const { waitingFor } = await t.reached(id, "waiting");
  expect(waitingFor).toMatchObject({ kind: "step", action: "a1", until });
  await t.database.clock.set(new Date(until.getTime() - 1));
  await t.quiet();
  expect(t.actions.runs).toHaveLength(1);
  await t.database.clock.set(until);
  const execution = await t.reached(id, "success");
  expect(execution.actionRuns).toHaveLength(1);
  expect(new Set(t.actions.runs.map((run) => run.key)).size).toBe(1);
});

test("a signal wakes one that waits for nothing else", async () => {
  const t = engine();
  const id = await t.run(await t.rule({ rule: "signal", actions: [{ use: "test.wait" }] }));
  await t.reached(id, "waiting");
  await signal(t, id);
  await t.reached(id, "success");
});

test("signals to executions that are unknown or over do nothing", async () => {
  const t = engine();
  const id = await t.run(await t.rule({ rule: "over", actions: [{ use: "test.echo" }] }));
  await t.reached(id, "success");
  await t.database.store.transaction(async (tx) => {
    await signalExecution(tx, id);
    await signalExecution(tx, 999_999);
  });
  expect((await t.engine.getExecution(id)).state).toBe("success");
});

test("a signal in the very moment in which the execution lets go is not lost", async () => {
  // The other side answers while the action is still handing over: before, during and after the release.
  const outside: { signal?: (id: number) => Promise<void> } = {};
  const handsOver = defineAction({
    id: "hands.over",
    displayName: { zh: "hands", en: "hands" },
    description: { zh: "hands", en: "hands" },
    input: z.strictObject({ delayMs: z.number() }),
    idempotent: true,
    async run(ctx, { delayMs }) {
      if (ctx.execution.id in done) return { answered: true };
      done[ctx.execution.id] = true;
      const answer = outside.signal?.(ctx.execution.id);
      if (delayMs === 0) await answer;
      else await new Promise((resolve) => setTimeout(resolve, delayMs));
      return suspended();
    },
  });
  const done: Record<number, boolean> = {};
  await using t = await startEngine({ plugins: [definePlugin({ name: "hands", version: "0", actions: [handsOver] })] });
  let delay = 0;
  outside.signal = async (id) => {
    await new Promise((resolve) => setTimeout(resolve, delay));
    await signal(t, id);
  };
  const slug = await t.rule({
    rule: "moment",
    inputs: { type: "object", properties: { d: { type: "number" } } },
    actions: [{ use: "hands.over", with: { delayMs: "${{ inputs.d }}" } }],
  });
  for (const [work, answer] of [
    [0, 0],
    [2, 2],
    [3, 2],
    [2, 3],
    [2, 4],
    [1, 5],
  ] as const) {
    delay = answer;
    await t.reached(await t.run(slug, { d: work }), "success");
  }
});
