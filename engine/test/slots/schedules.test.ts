import { expect, test } from "vitest";
import { dueTimesOf, newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();

const ruleOf = (rule: string, trigger: Record<string, unknown>) => ({
  rule,
  triggers: [{ timezone: "UTC", misfire: { policy: "all", within: "1d", perMinute: 6000 }, ...trigger }],
  actions: [{ id: "note", use: "test.echo" }],
});

test("a moment fires once, is accounted for, and nothing is planned after it", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(ruleOf("once", { at: at("06:00").slice(0, 16) }));
  // The planner of a node sees it a moment later.
  await t.until(async () => (await t.engine.getRule(slug)).nextFireAt?.getTime() === Date.parse(at("06:00")));
  await t.moveTo(at("06:00"));
  await t.moveTo(at("18:00"));
  await t.quiet();
  expect(await dueTimesOf(t, slug)).toEqual([at("06:00")]);
  expect(await t.engine.reconcileSlots(slug)).toMatchObject({ due: 1, planned: 0, balanced: true });
  expect((await t.engine.getRule(slug)).nextFireAt).toBeNull();
  expect(await t.engine.nextFireTimes(slug, 3)).toEqual([]);
});

test.each([
  ["an interval of minutes", { every: "20m" }, ["00:20", "00:40", "01:00"]],
  ["an interval of hours", { every: "2h" }, ["02:00", "04:00", "06:00"]],
  [
    "a recurrence",
    { rrule: "FREQ=HOURLY;BYMINUTE=15,45;BYSECOND=0", from: "2020-01-01T00:00" },
    ["00:15", "00:45", "01:15"],
  ],
] as const)("%s fires at each time and adds up", async (name, trigger, expected) => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(ruleOf(`each-${name.replaceAll(" ", "-")}`, trigger));
  for (const time of expected) await t.moveTo(at(time));
  await t.quiet();
  expect(await dueTimesOf(t, slug)).toEqual(expected.map(at));
  expect((await t.engine.reconcileSlots(slug)).balanced).toBe(true);
});

test("every second day fires at its time of the day, on every second day", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(ruleOf("days", { every: "2d", from: at("08:00").slice(0, 16) }));
  for (const days of [0, 1, 2, 3, 4]) await t.moveTo(new Date(Date.parse(at("09:00")) + days * 86_400_000));
  await t.quiet();
  expect(await dueTimesOf(t, slug)).toEqual(
    [0, 2, 4].map((days) => new Date(Date.parse(at("08:00")) + days * 86_400_000).toISOString()),
  );
});
