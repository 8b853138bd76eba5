import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { cronRule, dueTimesOf, fatesOf, newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();

test("a slot fires once, at its time and not before, and the execution knows which slot it is for", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("morning", "0 6 * * *"));
  await t.decided();

  await t.moveTo(at("05:59:59"));
  expect(await t.executions(slug)).toHaveLength(0);
  await t.moveTo(at("06:00"));
  await t.quiet();

  const executions = await t.executions(slug);
  expect(executions.map(({ state, trigger }) => ({ state, trigger }))).toEqual([
    { state: "success", trigger: { kind: "cron", id: "cron-1", dueAt: at("06:00"), scheduledFor: at("06:00") } },
  ]);
  expect(await fatesOf(t, slug)).toEqual({ fired: 1 });
  expect(t.errors).toEqual([]);
});

test("the plan rolls on: the next slot of a daily rule is always planned", async () => {
  const t = engine();
  let at = await newDay(t);
  const slug = await t.rule(cronRule("daily", "0 6 * * *"));
  await t.decided();
  for (let day = 0; day < 4; day += 1) {
    await t.moveTo(at("06:00"));
    const { nextFireAt } = await t.engine.getRule(slug);
    expect(nextFireAt).toEqual(new Date(new Date(at("06:00")).getTime() + 86_400_000));
    at = await newDay(t);
  }
  expect(await fatesOf(t, slug)).toEqual({ fired: 4 });
});

test("a rule of every second is planned for the next minutes only and fires each second once", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("tick", "* * * * * *"));
  await t.decided();
  const { planned } = await t.engine.reconcileSlots(slug);
  expect(planned).toBeGreaterThanOrEqual(60);
  expect(planned).toBeLessThanOrEqual(121);

  // Uneven steps, among them one over several seconds, as a busy scheduler takes them.
  for (const time of ["00:00:01", "00:00:02", "00:00:05", "00:00:30", "00:00:59", "00:01:30"]) await t.moveTo(at(time));
  await t.quiet();

  const dueTimes = await dueTimesOf(t, slug);
  expect(dueTimes).toHaveLength(90);
  expect(new Set(dueTimes).size).toBe(90);
  expect(await t.engine.reconcileSlots(slug)).toMatchObject({ fates: { fired: 90 }, balanced: true });
});

test("a clock that goes back over a fire time does not fire it again", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("hourly", "0 * * * *"));
  for (const time of ["00:59:59", "01:00", "00:30", "01:00", "02:00"]) await t.moveTo(at(time));

  expect(await dueTimesOf(t, slug)).toEqual([at("01:00"), at("02:00")]);
  expect((await t.engine.reconcileSlots(slug)).balanced).toBe(true);
});

test("two triggers of one rule that are due at the same moment are two slots", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule({
    rule: "twice",
    triggers: [
      { id: "early", cron: "0 6 * * *", timezone: "UTC" },
      { id: "hourly", cron: "0 */6 * * *", timezone: "UTC" },
    ],
    actions: [{ use: "test.echo" }],
  });
  await t.moveTo(at("06:00"));
  await t.quiet();
  const ids = (await t.executions(slug)).map(({ trigger }) => trigger["id"]);
  expect(new Set(ids)).toEqual(new Set(["early", "hourly"]));
});

test("two triggers of one rule may not share a name", () => {
  const triggers = ["0 6 * * *", "0 7 * * *"].map((cron) => ({ id: "same", cron }));
  const problems = engine().engine.checkRule({
    rule: "twins",
    name: "twins",
    triggers,
    actions: [{ use: "test.echo" }],
  });
  expect(problems.map((problem) => problem.path)).toEqual(["triggers[1].id"]);
});

test("a rule that is saved disabled plans nothing", async () => {
  const t = engine();
  await newDay(t);
  await t.engine.saveRule({ name: "quiet", ...cronRule("quiet", "* * * * *") }, { by: tester });
  await newDay(t);
  expect(await t.engine.reconcileSlots("quiet")).toMatchObject({ due: 0, planned: 0, fates: {}, balanced: true });
});
