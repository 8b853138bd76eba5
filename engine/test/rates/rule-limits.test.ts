import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { cronRule, minuteByMinute, newDay, startEngine, useEngine } from "../start-engine.ts";
import { startProvider } from "../breakers/provider.ts";

const engine = useEngine();
const note = { id: "note", use: "test.echo" };

test("starts beyond the limit get their turns one after the other, on two nodes, and none is lost", async () => {
  const t = engine();
  await using other = await startEngine({ database: t.database });
  await newDay(t);
  const slug = await t.rule({ rule: "queued", rateLimit: { limit: 6, per: "1m" }, actions: [note] });
  const began = (await t.database.clock.now()).getTime();
  const starts = await Promise.all(
    Array.from({ length: 5 }, (_, i) => (i % 2 === 0 ? t : other).engine.triggerRule(slug, { by: tester })),
  );
  const told = starts.map(({ fate, detail }) => {
    expect(fate).toBe("fired");
    return detail === null ? 0 : new Date(String(detail["startsAt"])).getTime() - began;
  });
  expect(told.toSorted((a, b) => a - b)).toEqual([0, 10_000, 20_000, 30_000, 40_000]);
  await t.until(async () => (await t.executions(slug)).filter(({ state }) => state === "success").length === 1);
  const waiting = (await t.executions(slug)).find(({ state }) => state === "pending");
  expect(waiting?.waitingFor).toMatchObject({ kind: "rate", action: null });
  for (let done = 2; done <= 5; done += 1) {
    await t.database.clock.advance(9_999);
    await t.quiet();
    expect((await t.executions(slug)).filter(({ state }) => state === "success")).toHaveLength(done - 1);
    await t.database.clock.advance(1);
    await t.until(async () => (await t.executions(slug)).filter(({ state }) => state === "success").length === done);
  }
});

test("slots beyond the limit have the fate rate-limited with the values, and every slot is accounted for", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(
    cronRule("skipping", "*/5 * * * *", { rateLimit: { limit: 2, per: "30m", onLimit: "skip" } }),
  );
  await t.decided();
  await minuteByMinute(t, at("01:00"));
  const { due, planned, fates } = await t.engine.reconcileSlots(slug);
  const sum = Object.values(fates).reduce((total, n) => total + n, 0);
  expect(due).toBe(sum + planned);
  // Two at once, then one each quarter of an hour.
  expect(fates).toMatchObject({ fired: 5, "rate-limited": 7 });
  const slots = await t.engine.listSlots(slug, { from: new Date(at("00:00")), until: new Date(at("01:00")) });
  const limited = slots.find(({ fate }) => fate === "rate-limited");
  expect(limited?.detail).toMatchObject({ limit: 2, perMs: 1_800_000 });
});

test("a start by hand beyond the limit of a rule that skips says so, and when the next one may come", async () => {
  const t = engine();
  await newDay(t);
  const slug = await t.rule({
    rule: "by-hand",
    rateLimit: { limit: 1, per: "1h", onLimit: "skip" },
    actions: [note],
  });
  const now = (await t.database.clock.now()).getTime();
  expect((await t.engine.triggerRule(slug, { by: tester })).fate).toBe("fired");
  expect(await t.engine.triggerRule(slug, { by: tester })).toEqual({
    fate: "rate-limited",
    executionId: null,
    detail: { limit: 1, perMs: 3_600_000, nextAt: new Date(now + 3_600_000).toISOString() },
  });
});

test("an action waits for its turn without a worker, keeps it over a restart, and shares it by its key", async () => {
  const t = engine();
  await newDay(t);
  const limited = { ...note, rateLimit: { limit: 1, per: "1m", key: "sms-gateway" } };
  const [a, b] = [
    await t.rule({ rule: "step-a", actions: [limited] }),
    await t.rule({ rule: "step-b", actions: [limited] }),
  ];
  await t.reached(await t.run(a), "success");
  const [second, third] = [await t.run(b), await t.run(a)];
  const turns = await Promise.all([second, third].map(async (id) => (await t.reached(id, "waiting")).waitingFor));
  const now = (await t.database.clock.now()).getTime();
  expect(turns.map((one) => one?.kind)).toEqual(["rate", "rate"]);
  expect(turns.map((one) => (one?.until?.getTime() ?? 0) - now).toSorted((x, y) => x - y)).toEqual([60_000, 120_000]);
  // Woken before its turn, and as if after a crash: nothing is reserved a second time.
  await t.database.store.query({
    name: "wake-all",
    text: "update belfry.execution_queue set run_at = belfry.now(), epoch = epoch + 1 where state = 'waiting'",
  });
  await t.database.store.query({ name: "tell-queue", text: "select pg_notify('belfry', 'queue')" });
  await t.until(async () => (await t.engine.getExecution(second)).waitingFor?.until !== null);
  await t.quiet();
  await t.database.clock.advance(60_000);
  await t.until(
    async () =>
      (await t.executions(a)).concat(await t.executions(b)).filter(({ state }) => state === "success").length === 2,
  );
  await t.database.clock.advance(60_000);
  for (const id of [second, third]) await t.reached(id, "success");
  const { rows } = await t.database.store.query<{ n: number }>({
    name: "turns-left",
    text: "select count(*)::int as n from belfry.rate_turns",
  });
  expect(rows[0]?.n).toBe(0);
});

test("a connection is called no more often than the installation allows, by whatever rule", async () => {
  await using provider = await startProvider();
  await using t = await startEngine(provider.engine);
  await t.database.store.query({
    name: "limit-connection",
    text: `insert into belfry.limits (kind, name, rate_limit, per_ms, updated_at, updated_by)
      values ('connection', $1, 1, 30000, belfry.now(), 'tester')`,
    values: [provider.connection],
  });
  const slugs = [
    await t.rule({ rule: "calls-a", actions: [provider.step] }),
    await t.rule({ rule: "calls-b", actions: [provider.step] }),
  ];
  const ids = [];
  for (const slug of [...slugs, ...slugs]) ids.push(await t.run(slug));
  for (let calls = 1; calls <= 4; calls += 1) {
    await t.until(() => provider.calls === calls);
    await t.quiet();
    expect(provider.calls).toBe(calls);
    await t.database.clock.advance(29_999);
    await t.quiet();
    expect(provider.calls).toBe(calls);
    await t.database.clock.advance(1);
  }
  for (const id of ids) expect((await t.reached(id, "success")).actionRuns).toHaveLength(1);
});

test("a limit without a time, or with a time that nobody can read, is refused when the rule is saved", async () => {
  const t = engine();
  const problemsOf = async (rateLimit: unknown): Promise<string[]> => {
    const saved = t.rule({ rule: "wrong", rateLimit, actions: [note] });
    const error = await saved.then(
      () => undefined,
      (thrown: unknown) => thrown as { details: { problems: { path: string }[] } },
    );
    return error?.details.problems.map(({ path }) => path) ?? [];
  };
  expect(await problemsOf({ limit: 1, per: "0s" })).toEqual(["rateLimit.per"]);
  expect(await problemsOf({ limit: 1, per: "soon" })).toEqual(["rateLimit.per"]);
  expect(await problemsOf({ limit: 0, per: "1m" })).toEqual(["rateLimit.limit"]);
});
