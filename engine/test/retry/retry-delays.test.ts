import { expect, test } from "vitest";
import type { TestEngine } from "@belfry/testkit";
import { retryDelayMs, retryPolicy } from "../../src/run/retry-delay.ts";
import { signal, useEngine } from "../start-engine.ts";

const engine = useEngine();

/** Moves to each retry as it comes due, and returns the waits between the attempts in seconds. */
async function waitsOf(t: TestEngine, id: number): Promise<number[]> {
  const waits: number[] = [];
  for (;;) {
    const { state, waitingFor } = await t.reached(id, "retrying", "failed", "success");
    if (state !== "retrying") return waits;
    const until = waitingFor?.until ?? new Date(Number.NaN);
    const attempts = t.actions.runs.length;
    const now = (await t.database.clock.now()).getTime();
    waits.push((until.getTime() - now) / 1_000);
    await t.database.clock.set(new Date(until.getTime() - 1));
    expect(t.actions.runs).toHaveLength(attempts);
    await t.database.clock.set(until);
    await t.until(() => t.actions.runs.length > attempts);
    // The attempt is noted before its end is written.
    await t.until(async () => (await t.engine.getExecution(id)).actionRuns.length > attempts);
  }
}

test("the wait doubles from try to try up to the longest, and the last try ends it", async () => {
  const t = engine();
  const retry = { attempts: 5, delay: "10s", maxDelay: "30s" };
  const slug = await t.rule({ rule: "doubling", retry, actions: [{ id: "call", use: "test.fail" }] });
  const id = await t.run(slug);

  expect(await waitsOf(t, id)).toEqual([10, 20, 30, 30]);
  const execution = await t.reached(id, "failed");
  expect(execution.failure).toMatchObject({ class: "external", code: "TOLD_TO_FAIL", action: "call" });
  expect(execution.actionRuns.map((run) => run.attempt)).toEqual([1, 2, 3, 4, 5]);
  expect(new Set(t.actions.runs.map((run) => run.key)).size).toBe(1);
});

test("a retry that succeeds lets the execution go on, and repeats nothing before it", async () => {
  const t = engine();
  const actions = [
    { id: "before", use: "test.echo", with: { value: 1 } },
    { id: "call", use: "test.fail", with: { until: 3 }, retry: { attempts: 3, delay: "1m", backoff: "fixed" } },
    { id: "after", use: "test.echo", with: { value: "${{ actions.before }}" } },
  ];
  const slug = await t.rule({ rule: "third-time", actions });
  const id = await t.run(slug);

  expect(await waitsOf(t, id)).toEqual([60, 60]);
  const execution = await t.reached(id, "success");
  expect(execution.actionRuns.map((run) => `${run.action} ${run.state}`)).toEqual([
    "before success",
    "call failed",
    "call failed",
    "call success",
    "after success",
  ]);
});

test("what the other side asks for is the least wait", async () => {
  const t = engine();
  const actions = [
    { use: "test.fail", with: { retryAfterMs: 90_000 }, retry: { attempts: 2, delay: "1s", maxDelay: "5s" } },
  ];
  const slug = await t.rule({ rule: "retry-after", actions });
  expect(await waitsOf(t, await t.run(slug))).toEqual([90]);
});

test("a failure that is not retryable is not tried again", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "final",
    retry: { attempts: 5 },
    actions: [{ use: "test.fail", with: { retryable: false } }],
  });
  const execution = await t.reached(await t.run(slug), "failed");
  expect(execution.actionRuns).toHaveLength(1);
});

test("a missing secret is a fault of the configuration and is not tried again", async () => {
  const t = engine();
  const actions = [{ use: "test.secret", with: { value: "${{ secrets.NOBODY }}" } }];
  const slug = await t.rule({ rule: "no-secret", retry: { attempts: 5 }, actions });
  const execution = await t.reached(await t.run(slug), "failed");
  expect(execution.failure).toMatchObject({ class: "config", code: "SECRET_NOT_FOUND" });
  expect(execution.actionRuns).toHaveLength(1);
});

test("a signal from outside does not shorten a back-off", async () => {
  const t = engine();
  const slug = await t.rule({ rule: "patient", retry: { attempts: 2, delay: "1h" }, actions: [{ use: "test.fail" }] });
  const id = await t.run(slug);
  const { waitingFor } = await t.reached(id, "retrying");
  await signal(t, id);
  expect((await t.engine.getExecution(id)).waitingFor).toEqual(waitingFor);
});

test("jitter only shortens the wait, and never below what the other side asked for", () => {
  const policy = retryPolicy({ attempts: 9, delay: "10s", maxDelay: "1m", jitter: 0.5 }).external;
  expect([0, 0.5, 1].map((random) => retryDelayMs(policy, 1, random))).toEqual([10_000, 7_500, 5_000]);
  expect([1, 2, 3, 4, 60].map((attempt) => retryDelayMs(policy, attempt, 0))).toEqual([
    10_000, 20_000, 40_000, 60_000, 60_000,
  ]);
  expect(retryDelayMs(policy, 1, 1, 9_000)).toBe(9_000);
});
