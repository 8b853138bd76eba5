import fc from "fast-check";
import { expect, test } from "vitest";
import { cronRule, newDay, startEngine, useEngine } from "../start-engine.ts";
import { createTestDatabase, tester, type TestEngine } from "@belfry/testkit";
import { expire } from "../../src/retention/expire.ts";

const engine = useEngine();

/** The days of a rule with what can be compared, in the zone of the rule. */
async function daysOf(t: TestEngine, rule: string, from: string, to: string, timeZone = "UTC") {
  const { days } = await t.engine.slotDays(rule, { from, to, timeZone });
  return days.map(({ day, due, planned, fates, balanced }) => ({ day, due, planned, fates, balanced }));
}

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

test("each day says what was due and what became of it, and a run of slots over midnight is taken apart", async () => {
  const t = engine();
  const at = await newDay(t);
  const day = at("00:00").slice(0, 10);
  const rule = await t.rule(cronRule("days", "0 */6 * * *"));
  await t.moveTo(at("06:00"));
  await t.moveTo(at("12:00"));
  await t.engine.setRuleStatus(rule, "disabled", { by: tester });
  await newDay(t);
  const third = await newDay(t);
  await t.moveTo(third("07:00"));
  const idle = [
    { day, due: 3, planned: 0, fates: { fired: 2, disabled: 1 }, balanced: true },
    { day: dayAfter(day, 1), due: 4, planned: 0, fates: { disabled: 4 }, balanced: true },
    { day: dayAfter(day, 2), due: 2, planned: 0, fates: { disabled: 2 }, balanced: true },
  ];
  expect(await daysOf(t, rule, day, dayAfter(day, 2))).toEqual(idle);

  await t.engine.setRuleStatus(rule, "enabled", { by: tester });
  await t.decided();
  const planned = [...idle.slice(0, 2), { ...idle[2], due: 3, planned: 1 }];
  expect(await daysOf(t, rule, day, dayAfter(day, 2))).toEqual(planned);
  // The run began before these days.
  expect(await daysOf(t, rule, dayAfter(day, 2), dayAfter(day, 2))).toEqual(planned.slice(2));
  await t.moveTo(third("12:00"));
  await t.moveTo(third("17:59:30"));
  expect(await daysOf(t, rule, dayAfter(day, 2), dayAfter(day, 3))).toEqual([
    { day: dayAfter(day, 2), due: 4, planned: 1, fates: { disabled: 2, fired: 1 }, balanced: true },
    { day: dayAfter(day, 3), due: 1, planned: 1, fates: {}, balanced: true },
  ]);
});

test("the days are those of the zone that was asked for", async () => {
  const t = engine();
  const at = await newDay(t);
  const day = at("00:00").slice(0, 10);
  const rule = await t.rule(cronRule("zones", "0 */2 * * *"));
  for (const hour of ["14", "15", "18"]) await t.moveTo(at(`${hour}:00`));
  const sums = async (zone: string) =>
    (await daysOf(t, rule, day, dayAfter(day, 1), zone)).map(({ due, balanced }) => [due, balanced]);
  expect(await sums("UTC")).toEqual([
    [10, true],
    [0, true],
  ]);
  // Midnight in Shanghai is 16:00 in UTC.
  expect(await sums("Asia/Shanghai")).toEqual([
    [7, true],
    [3, true],
  ]);
});

test("where there is too much to count, nothing is said about what was due", async () => {
  const t = engine();
  const at = await newDay(t);
  const day = at("00:00").slice(0, 10);
  const rule = await t.rule(cronRule("seconds", "* * * * * *"));
  await t.engine.setRuleStatus(rule, "disabled", { by: tester });
  await newDay(t);
  await newDay(t);
  expect(await daysOf(t, rule, day, day)).toMatchObject([{ due: 86_399, balanced: true }]);
  expect(await daysOf(t, rule, day, dayAfter(day, 1))).toMatchObject([
    { due: null, balanced: null },
    { due: null, balanced: null },
  ]);
});

test("whatever happens to a rule, the days together are its reconciliation", async () => {
  const t = engine();
  let n = 0;
  const steps = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant("move" as const), minutes: fc.integer({ min: 1, max: 2_000 }) }),
      fc.record({ do: fc.constantFrom("enable" as const, "disable" as const) }),
      fc.record({
        do: fc.constant("edit" as const),
        cron: fc.constantFrom("*/7 * * * *", "30 4 * * *", "0 */5 * * *"),
      }),
    ),
    { minLength: 3, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const at = await newDay(t);
      const rule = await t.rule(cronRule(`random-${(n += 1)}`, "0 * * * *"));
      for (const step of list) {
        if (step.do === "move") {
          const now = await t.database.clock.now();
          await t.moveTo(new Date(now.getTime() + step.minutes * 60_000));
        } else if (step.do === "edit") {
          await t.engine.saveRule({ name: "测试", ...cronRule(rule, step.cron) }, { by: tester });
          await t.decided();
        } else {
          await t.engine.setRuleStatus(rule, step.do === "enable" ? "enabled" : "disabled", { by: tester });
          await t.decided();
        }
      }
      const first = at("00:00").slice(0, 10);
      const { days } = await t.engine.slotDays(rule, {
        from: dayAfter(first, -1),
        to: dayAfter(first, 12),
        timeZone: "Asia/Shanghai",
      });
      const sum = await t.engine.reconcileSlots(rule);
      const fates: Record<string, number> = {};
      for (const day of days)
        for (const [fate, count] of Object.entries(day.fates)) fates[fate] = (fates[fate] ?? 0) + count;
      expect(fates).toEqual(sum.fates);
      expect(days.map(({ balanced }) => balanced)).toEqual(days.map(() => true));
      expect(days.reduce((total, { due }) => total + (due ?? 0), 0)).toBe(sum.due);
      await t.engine.setRuleStatus(rule, "archived", { by: tester });
    }),
    { numRuns: 12 },
  );
});

test("days whose slots were summed up after their time say so, and the sums stand by months", async () => {
  await using database = await createTestDatabase();
  await database.clock.set("2026-04-02T00:00:00Z");
  await using t = await startEngine({ database });
  const rule = await t.rule(cronRule("old", "0 * * * *"));
  for (const day of ["2026-04-02", "2026-04-03"]) await t.moveTo(`${day}T12:30:00Z`);
  await t.quiet();
  const before = await t.engine.reconcileSlots(rule);
  await database.clock.set("2026-04-20T00:00:00Z");
  await t.decided();
  const files = { removeOlderThan: async () => 0 };
  await t.until(async () => {
    await expire({
      store: database.store,
      files,
      retention: { executionDays: 5, datasetDays: 3 },
      isStopped: () => false,
    });
    return (await t.engine.slotDays(rule, { from: "2026-04-02", to: "2026-04-02" })).summedUp.length > 0;
  });
  const { days, summedUp } = await t.engine.slotDays(rule, { from: "2026-04-01", to: "2026-04-20", timeZone: "UTC" });
  expect(days[1]).toMatchObject({ day: "2026-04-02", due: null, balanced: null, summedUp: true });
  expect(days.at(-1)).toMatchObject({ summedUp: false, balanced: true });
  expect(summedUp).toMatchObject([{ month: "2026-04" }]);
  expect(summedUp[0]?.fates["fired"]).toBeGreaterThanOrEqual(before.fates.fired ?? 0);
});

test("a slot that is decided while slots are read for an export is in it all the same", async () => {
  const t = engine();
  const at = await newDay(t);
  const day = at("00:00").slice(0, 10);
  const rule = await t.rule(cronRule("exported", "30 0 * * *"));
  await t.decided();
  const { pool } = t.database.store;
  const deciding = await pool.connect();
  try {
    await deciding.query("begin");
    await deciding.query("lock table belfry.slots_due in access exclusive mode");
    const read = t.engine.slotsOfDays(rule, { from: day, to: day, timeZone: "UTC", scope: null });
    await t.until(async () => {
      const { rows } = await pool.query<{ waits: boolean }>(
        "select exists (select from pg_locks where relation = 'belfry.slots_due'::regclass and not granted) as waits",
      );
      return rows[0]?.waits === true;
    });
    await deciding.query("delete from belfry.slots_due");
    await deciding.query("commit");
    expect(await read).toMatchObject([{ from: new Date(at("00:30")) }]);
  } finally {
    await deciding.query("rollback");
    deciding.release();
  }
});
