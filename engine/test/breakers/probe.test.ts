import { createTestDatabase, startTestEngine, tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import { startEngine } from "../start-engine.ts";
import { startProvider } from "./provider.ts";

test("a node that stops with the probe in its hand gives it up, and another one lets the next in", async () => {
  await using provider = await startProvider();
  await using database = await createTestDatabase();
  const first = await startTestEngine({ ...provider.engine, database });
  await first.engine.openBreaker(provider.connection, { by: tester, reason: "The ERP is being updated." });
  const slug = await first.rule({ rule: "probe", actions: [provider.step] });
  const ids = [await first.run(slug), await first.run(slug)];
  for (const id of ids) await first.reached(id, "waiting");
  const letGo = provider.hang();
  const closed = await first.engine.closeBreaker(provider.connection, { by: tester });
  expect(closed).toMatchObject({ state: "half-open", allowance: 1, parked: 1 });
  await first.until(() => provider.calls === 1);
  await first[Symbol.asyncDispose]();

  await using second = await startTestEngine({ ...provider.engine, database });
  await second.until(() => provider.calls === 2);
  expect((await second.engine.listBreakers())[0]).toMatchObject({ state: "half-open", allowance: 1, parked: 1 });
  letGo();
  for (const id of ids) await second.reached(id, "success");
  await second.until(async () => (await second.engine.listBreakers())[0]?.state === "closed");
  expect(second.errors).toEqual([]);
});

test("a node that dies with the probe in its hand is replaced, and who takes over makes the same probe", async () => {
  await using provider = await startProvider();
  await using t = await startEngine(provider.engine);
  await t.engine.openBreaker(provider.connection, { by: tester, reason: "The ERP is being updated." });
  const slug = await t.rule({ rule: "dies", actions: [provider.step] });
  const ids = [await t.run(slug), await t.run(slug), await t.run(slug)];
  for (const id of ids) await t.reached(id, "waiting");
  const letGo = provider.hang();
  await t.engine.closeBreaker(provider.connection, { by: tester });
  await t.until(() => provider.calls === 1);
  const before = t.engine.node;
  // Taken for dead: what it holds is given back under its feet, and what it still does is dropped.
  await t.database.store.query({ name: "delete-nodes", text: "delete from belfry.nodes" });
  await t.until(() => t.engine.node !== undefined && t.engine.node !== before);
  await t.until(() => provider.calls === 2);
  expect((await t.engine.listBreakers())[0]).toMatchObject({ state: "half-open", allowance: 1, parked: 2 });
  letGo();
  for (const id of ids) await t.reached(id, "success");
  await t.until(async () => (await t.engine.listBreakers())[0]?.state === "closed");
  expect(provider.calls).toBe(4);
});

test("a probe that is cancelled says nothing, and the next one is let in", async () => {
  await using provider = await startProvider();
  await using t = await startEngine(provider.engine);
  await t.engine.openBreaker(provider.connection, { by: tester, reason: "Maintenance." });
  const slug = await t.rule({ rule: "cancelled", actions: [provider.step] });
  const [one, two] = [await t.run(slug), await t.run(slug)];
  for (const id of [one, two]) await t.reached(id, "waiting");
  provider.hang();
  await t.engine.closeBreaker(provider.connection, { by: tester });
  await t.until(() => provider.calls === 1);
  await t.engine.cancelExecution(one, { by: tester });
  await t.reached(one, "cancelled");
  // Nobody tells of it: a node looks after five seconds.
  await t.database.clock.advance(5_000);
  await t.until(() => provider.calls === 2);
});

test("when nobody is parked, one of several that come at once is the probe and the others wait for it", async () => {
  await using provider = await startProvider();
  await using t = await startEngine(provider.engine);
  await using other = await startEngine({ ...provider.engine, database: t.database });
  const until = new Date((await t.database.clock.now()).getTime() + 60_000);
  await t.engine.openBreaker(provider.connection, { by: tester, reason: "Until then.", until });
  await t.database.clock.set(until);
  const letGo = provider.hang();
  const slug = await t.rule({ rule: "at-once", actions: [provider.step] });
  const ids = await Promise.all([t.run(slug), other.run(slug), t.run(slug), other.run(slug)]);
  // Three may be parked while the one that calls is still on its way to the provider.
  await t.until(async () => (await t.engine.listBreakers())[0]?.parked === 3 && provider.calls > 0);
  expect(provider.calls).toBe(1);
  letGo();
  for (const id of ids) await t.reached(id, "success");
  expect([...t.errors, ...other.errors]).toEqual([]);
});

test("the time limit of a rule goes on while its execution is parked", async () => {
  await using provider = await startProvider();
  await using t = await startEngine(provider.engine);
  await t.engine.openBreaker(provider.connection, { by: tester, reason: "For long." });
  const id = await t.run(await t.rule({ rule: "limited", timeout: "10m", actions: [provider.step] }));
  await t.reached(id, "waiting");
  await t.database.clock.advance(600_000);
  expect((await t.reached(id, "failed")).failure).toMatchObject({ code: "EXECUTION_TIMEOUT" });
  expect(provider.calls).toBe(0);
});

test("an execution that is parked at the moment in which the breaker closes is not forgotten", async () => {
  await using provider = await startProvider();
  await using t = await startEngine(provider.engine);
  const slug = await t.rule({ rule: "moment", actions: [provider.step] });
  for (let n = 0; n < 15; n += 1) {
    await t.engine.openBreaker(provider.connection, { by: tester, reason: "For a moment." });
    const [id] = await Promise.all([
      t.run(slug),
      new Promise((resolve) => setTimeout(resolve, n)).then(() =>
        t.engine.closeBreaker(provider.connection, { by: tester, atOnce: true }),
      ),
    ]);
    await t.reached(id, "success");
  }
});

test("a failed rule or a refusal of the other side opens nothing", async () => {
  await using provider = await startProvider();
  await using t = await startEngine(provider.engine);
  provider.answer = { status: 404 };
  const slug = await t.rule({ rule: "not-found", actions: [provider.step] });
  for (let n = 0; n < 12; n += 1) await t.reached(await t.run(slug), "failed");
  expect(await t.engine.listBreakers()).toEqual([]);
  expect(provider.calls).toBe(12);
});

test("who is asked to wait makes all others wait, for as long as the other side says", async () => {
  await using provider = await startProvider();
  await using t = await startEngine(provider.engine);
  provider.answer = { status: 429, headers: { "retry-after": "40" } };
  const slug = await t.rule({ rule: "hammers", actions: [{ ...provider.step, retry: { attempts: 3, delay: "1s" } }] });
  const first = await t.run(slug);
  await t.reached(first, "retrying");
  const others = [await t.run(slug), await t.run(slug)];
  for (const id of others) await t.reached(id, "waiting");
  expect(provider.calls).toBe(1);
  provider.answer = { status: 200 };
  await t.database.clock.advance(39_999);
  await t.quiet();
  expect(provider.calls).toBe(1);
  await t.database.clock.advance(1);
  for (const id of [first, ...others]) await t.reached(id, "success");
  expect(provider.calls).toBe(4);
});
