import { expect, test } from "vitest";
import { spreadMs } from "../../src/slots/spread.ts";
import { tester } from "@belfry/testkit";
import { cronRule, fatesOf, minuteByMinute, newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();

/** A name whose trigger is put off by more than a minute and less than the window. */
const nameOf = (prefix: string, spread: string): { slug: string; ms: number } => {
  for (let n = 0; ; n += 1) {
    const slug = `${prefix}-${n}`;
    const ms = spreadMs({ rule: slug, trigger: "cron-1" }, { spread });
    if (ms > 180_000) return { slug, ms };
  }
};

const rule = (spread: string) => cronRule("spread-account", "*/5 * * * *", { trigger: { spread } });

test("a spread trigger fires later than its schedule says, and says for what time", async () => {
  const t = engine();
  const at = await newDay(t);
  const { slug, ms } = nameOf("spread", "10m");
  await t.rule(cronRule(slug, "0 6 * * *", { trigger: { spread: "10m" } }));
  const named = new Date(at("06:00"));
  const fires = new Date(named.getTime() + ms);

  expect(await t.engine.nextFireTimes(slug, 1)).toEqual([{ at: fires, trigger: "cron-1", scheduledFor: named }]);
  await minuteByMinute(t, at("06:02"));
  expect(await t.executions(slug)).toEqual([]);
  await t.moveTo(fires);
  await t.quiet();
  expect((await t.executions(slug)).map(({ trigger }) => trigger)).toMatchObject([
    { dueAt: fires.toISOString(), scheduledFor: named.toISOString() },
  ]);
  const slots = await t.engine.listSlots(slug, { from: named, until: new Date(at("07:00")) });
  expect(slots).toMatchObject([{ from: fires, scheduledFor: named, fate: "fired" }]);
});

test("every due slot of spread triggers is accounted for, through pauses, edits and outages", async () => {
  const t = engine();
  const at = await newDay(t);
  await t.rule(rule("5m"));
  await minuteByMinute(t, at("00:21"));
  await t.engine.setRuleStatus("spread-account", "disabled", { by: tester });
  await t.moveTo(at("01:02"));
  await t.engine.setRuleStatus("spread-account", "enabled", { by: tester });
  await t.moveTo(at("03:00"));
  await t.engine.saveRule({ name: "测试", ...rule("2m") }, { by: tester });
  await minuteByMinute(t, at("03:20"));
  await t.quiet();
  const { balanced, fates } = await t.engine.reconcileSlots("spread-account");
  expect(balanced).toBe(true);
  expect(fates.fired).toBeGreaterThanOrEqual(8);
  expect(fates.disabled).toBeGreaterThan(6);
  expect(fates.missed).toBeGreaterThan(20);
});

test("the day that a calendar is asked for is that of the schedule, also when it fires after midnight", async () => {
  const t = engine();
  const at = await newDay(t);
  const { slug, ms } = nameOf("midnight", "10m");
  await t.moveTo(at("01:00"));
  const today = at("00:00").slice(0, 10);
  const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
  const days = [
    { date: today, kind: "work" },
    { date: tomorrow, kind: "off" },
  ];
  const calendar = { calendar: "spread", name: "spread", from: today, until: tomorrow, workWeek: [], days };
  await t.engine.saveCalendar(calendar, { by: tester });
  await t.rule(cronRule(slug, "58 23 * * *", { trigger: { spread: "10m", calendar: "spread" } }));
  await t.moveTo(new Date(Date.parse(at("23:58")) + ms));
  await t.quiet();
  expect(await fatesOf(t, slug)).toEqual({ fired: 1 });
  await t.moveTo(new Date(Date.parse(at("23:58")) + ms + 86_400_000));
  expect(await fatesOf(t, slug)).toEqual({ fired: 1, "calendar-skipped": 1 });
});

test("a rule is refused whose triggers are spread over more time than lies between their fire times", async () => {
  const t = engine();
  const problems = t.engine.checkRule({ name: "x", ...cronRule("x", "*/5 * * * *", { trigger: { spread: "6m" } }) });
  expect(problems).toMatchObject([{ path: "triggers[0].spread" }]);
});
