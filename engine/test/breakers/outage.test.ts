import { expect, test } from "vitest";
import type { TestEngine } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { startProvider, type Provider } from "./provider.ts";

/** Lets the provider fail until nobody calls it any more. */
async function breakIt(t: TestEngine, provider: Provider): Promise<void> {
  provider.answer = { status: 500 };
  const slug = await t.rule({ rule: "breaks-it", actions: [provider.step] });
  // Each node counts what it sees itself.
  for (let n = 0; n < 20 && (await stateOf(t, provider)) !== "open"; n += 1)
    await t.reached(await t.run(slug), "failed", "waiting");
  expect(await stateOf(t, provider)).toBe("open");
}

async function stateOf(t: TestEngine, { connection }: Provider): Promise<string | undefined> {
  return (await t.engine.listBreakers({ connection }))[0]?.state;
}

async function parked(t: TestEngine, { connection }: Provider): Promise<number> {
  return (await t.engine.listBreakers({ connection }))[0]?.parked ?? 0;
}

/** Moves the clock to the end of the pause. */
async function pauseOver(t: TestEngine, { connection }: Provider): Promise<void> {
  const [breaker] = await t.engine.listBreakers({ connection });
  if (breaker?.probeAt == null) throw new Error(`There is no pause: ${JSON.stringify(breaker)}`);
  await t.database.clock.set(breaker.probeAt);
}

test("five failures in a row park what calls next, without an attempt, until the first probe goes well", async () => {
  await using provider = await startProvider();
  await using t = await startEngine(provider.engine);
  await breakIt(t, provider);
  expect(provider.calls).toBe(5);
  const slug = await t.rule({ rule: "parked", actions: [provider.step] });
  const id = await t.run(slug);
  const { waitingFor, actionRuns } = await t.reached(id, "waiting");
  const [breaker] = await t.engine.listBreakers();
  expect(waitingFor).toMatchObject({
    kind: "connection",
    action: "a1",
    connection: provider.connection,
    since: await t.database.clock.now(),
    probeAt: breaker?.probeAt,
    until: null,
  });
  expect(actionRuns).toEqual([]);
  expect(breaker).toMatchObject({ state: "open", parked: 1, openedBy: null, lastFailure: { code: "HTTP_STATUS" } });
  expect(provider.calls).toBe(5);

  provider.answer = { status: 200 };
  await pauseOver(t, provider);
  const { actionRuns: runs } = await t.reached(id, "success");
  expect(runs).toHaveLength(1);
  expect(provider.calls).toBe(6);
  await t.until(async () => (await stateOf(t, provider)) === "closed");
  expect(t.errors).toEqual([]);
});

test("two hundred parked executions come back one, two, four … at a time, and none is called before the step is over", async () => {
  await using provider = await startProvider();
  await using one = await startEngine({ ...provider.engine, concurrency: 100 });
  await using two = await startEngine({ ...provider.engine, concurrency: 100, database: one.database });
  await breakIt(one, provider);
  const slug = await one.rule({ rule: "many", actions: [provider.step] });
  const ids: number[] = [];
  for (let n = 0; n < 200; n += 1) ids.push(await (n % 2 === 0 ? one : two).run(slug));
  await one.until(async () => (await parked(one, provider)) === 200);
  const broken = provider.calls;

  provider.answer = { status: 200 };
  let before = broken;
  let letGo = provider.hang();
  await pauseOver(one, provider);
  const steps: number[] = [];
  for (let left = 200; left > 0;) {
    const step = Math.min(left, 2 ** steps.length);
    await one.until(() => provider.calls - before >= step);
    await one.until(async () => (await parked(one, provider)) === left - step);
    expect(provider.calls - before).toBe(step);
    steps.push(step);
    left -= step;
    before += step;
    const next = provider.hang();
    letGo();
    letGo = next;
  }
  letGo();
  expect(steps).toEqual([1, 2, 4, 8, 16, 32, 64, 73]);
  for (const id of ids) await one.reached(id, "success");
  await one.until(async () => (await stateOf(one, provider)) === "closed");
  expect(provider.calls).toBe(broken + 200);
  expect([...one.errors, ...two.errors]).toEqual([]);
});

test("a probe that fails opens it again, for longer", async () => {
  await using provider = await startProvider();
  await using t = await startEngine(provider.engine);
  await breakIt(t, provider);
  const slug = await t.rule({ rule: "again", actions: [{ ...provider.step, retry: { attempts: 5, delay: "1s" } }] });
  const ids = [await t.run(slug), await t.run(slug)];
  await t.until(async () => (await parked(t, provider)) === 2);
  const pauses: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    const [breaker] = await t.engine.listBreakers();
    pauses.push(((breaker?.probeAt?.getTime() ?? 0) - (await t.database.clock.now()).getTime()) / 1_000);
    const calls = provider.calls;
    await pauseOver(t, provider);
    await t.until(() => provider.calls === calls + 1);
    await t.until(async () => (await stateOf(t, provider)) === "open");
  }
  expect(pauses).toEqual([10, 20, 40, 80, 160, 300, 300]);
  // Only what was called counts as an attempt.
  const attempts = async () => {
    const runs = await Promise.all(ids.map(async (id) => (await t.engine.getExecution(id)).actionRuns.length));
    return runs.reduce((sum, n) => sum + n, 0);
  };
  await t.until(async () => (await attempts()) >= 7);
  expect(await attempts()).toBe(7);
  expect(t.errors).toEqual([]);
});
