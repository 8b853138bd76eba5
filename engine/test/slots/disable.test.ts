import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { cronRule, dueTimesOf, fatesOf, minuteByMinute, newDay, startEngine, useEngine } from "../start-engine.ts";

const engine = useEngine();

test("the fire times while a rule is disabled become one row with their number when it is enabled again", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("holiday", "*/10 * * * *"));
  for (const minute of [10, 20, 30]) await t.moveTo(at(`00:${minute}`));
  await t.engine.setRuleStatus(slug, "disabled", { by: tester });
  await newDay(t);
  const later = await newDay(t);
  await t.moveTo(later("00:30"));
  const expected = { fates: { fired: 3, disabled: 288 }, planned: 0, balanced: true };
  expect(await t.engine.reconcileSlots(slug)).toMatchObject(expected);
  await t.engine.setRuleStatus(slug, "enabled", { by: tester });
  for (const minute of [40, 50]) await t.moveTo(later(`00:${minute}`));

  expect(await t.engine.reconcileSlots(slug)).toMatchObject({ fates: { fired: 5, disabled: 288 }, balanced: true });
  const slots = await t.engine.listSlots(slug, { from: new Date(at("00:00")), until: new Date(later("12:00")) });
  expect(slots.filter((slot) => slot.fate === "disabled")).toEqual([
    expect.objectContaining({ n: 288, from: new Date(at("00:40")), to: new Date(later("00:30")) }),
  ]);
});

test("a fire time that was decided before those around it is in no row of theirs when the rule is disabled", async () => {
  const t = engine();
  const at = await newDay(t);
  const trigger = { misfire: { policy: "all", within: "12h", perMinute: 1 } };
  const slug = await t.rule(cronRule("between", "*/10 * * * *", { trigger }));
  await t.decided();
  await t.moveTo(at("03:05"));
  // As two nodes leave it of which one plans what was missed while the other spreads what had been planned.
  await t.database.store.query({
    name: "test-decide-before-others",
    text: "update belfry.slots_due set decide_at = belfry.now() where due_at = $1",
    values: [at("01:30")],
  });
  await t.moveTo(at("03:05:01"));
  expect(await dueTimesOf(t, slug)).toContain(at("01:30"));

  await t.engine.setRuleStatus(slug, "disabled", { by: tester });
  const slots = await t.engine.listSlots(slug, { from: new Date(at("00:00")), until: new Date(at("12:00")) });
  expect(slots.filter((slot) => slot.fate === "disabled")).toEqual([
    expect.objectContaining({ to: new Date(at("01:20")) }),
    expect.objectContaining({ n: 9, from: new Date(at("01:40")), to: new Date(at("03:00")) }),
  ]);
});

test("disabling twice and enabling twice changes nothing", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("again", "* * * * *"));
  await minuteByMinute(t, at("00:02"));
  for (const status of ["disabled", "disabled", "enabled", "enabled"] as const)
    await t.engine.setRuleStatus(slug, status, { by: tester });
  await minuteByMinute(t, at("00:04"));
  expect(await fatesOf(t, slug)).toEqual({ fired: 4 });
  expect((await t.engine.reconcileSlots(slug)).balanced).toBe(true);
});

test("a rule whose schedule is edited while it is disabled accounts for the old times up to its return", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("changed", "0 * * * *"));
  await t.engine.setRuleStatus(slug, "disabled", { by: tester });
  await t.moveTo(at("05:30"));
  await t.engine.saveRule({ name: "测试", ...cronRule("changed", "*/30 * * * *") }, { by: tester });
  await t.moveTo(at("10:15"));
  await t.engine.setRuleStatus(slug, "enabled", { by: tester });
  await t.moveTo(at("10:30"));
  await t.moveTo(at("11:00"));
  expect(await t.engine.reconcileSlots(slug)).toMatchObject({ fates: { disabled: 10, fired: 2 }, balanced: true });
});

test("a rule that is enabled after the clock went back does not fire what it had fired", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("backwards", "* * * * *"));
  await minuteByMinute(t, at("00:06"));
  await t.engine.setRuleStatus(slug, "disabled", { by: tester });
  await t.moveTo(at("00:03"));
  await t.engine.setRuleStatus(slug, "enabled", { by: tester });
  await minuteByMinute(t, at("00:08"));
  await t.quiet();

  expect(await dueTimesOf(t, slug)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((minute) => at(`00:0${minute}`)));
  expect((await t.engine.reconcileSlots(slug)).balanced).toBe(true);
});

test("an archived rule plans nothing more and still accounts for its past", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("gone", "* * * * *"));
  await minuteByMinute(t, at("00:02"));
  await t.engine.setRuleStatus(slug, "archived", { by: tester });
  await t.moveTo(at("00:30"));
  expect(await t.engine.reconcileSlots(slug)).toMatchObject({ planned: 0, fates: { fired: 2 }, balanced: true });
  expect(await t.executions(slug)).toHaveLength(2);
});

test("a rule that is disabled in the very moment it is planned leaves no slot behind", async () => {
  const disabling = Promise.withResolvers<void>();
  let disable: (() => void) | undefined;
  await using t = await startEngine({
    start: false,
    faults: {
      async at(point) {
        if (point !== "after-plan" || disable === undefined) return;
        // The planner holds its transaction open until the other side has begun and had time to look.
        disable();
        disable = undefined;
        await new Promise((resolve) => setTimeout(resolve, 100));
      },
    },
  });
  const slug = await t.rule(cronRule("race", "* * * * *"));
  disable = () =>
    void t.engine.setRuleStatus(slug, "disabled", { by: tester }).then(() => disabling.resolve(), disabling.reject);
  await t.engine.start();
  await disabling.promise;
  await t.database.clock.advance(300_000);
  await t.decided();

  expect(await t.executions(slug)).toHaveLength(0);
  expect(await t.engine.reconcileSlots(slug)).toMatchObject({ planned: 0, balanced: true });
});
