import { parseHolidayNotice } from "@belfry/model";
import { tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import { useEngine } from "../start-engine.ts";

const engine = useEngine();
const by = { by: tester };
const notice = parseHolidayNotice(`关于2026年部分节假日安排的通知
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。`);
const cn = {
  calendar: "cn",
  name: "中国法定节假日",
  from: "2026-01-01",
  until: "2026-03-31",
  days: notice.ok ? notice.days : [],
};

/** As the clock in China shows it. */
const day = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace("T", " ");

/** The next fire times of a rule that is not enabled, as days of February and March. */
async function preview(trigger: Record<string, unknown>, now: string, count = 5): Promise<string[]> {
  const t = engine();
  await t.engine.saveCalendar(cn, by);
  await t.moveTo(now);
  const rule = `p-${Math.random().toString(36).slice(2, 8)}`;
  await t.engine.saveRule(
    { rule, name: rule, triggers: [{ calendar: "cn", ...trigger }], actions: [{ use: "test.echo" }] },
    by,
  );
  return (await t.engine.nextFireTimes(rule, count)).map(
    ({ at, movedFrom, undecided }) =>
      `${day(at)}${movedFrom === undefined ? "" : ` from ${day(movedFrom)}`}${undecided === true ? " undecided" : ""}`,
  );
}

test("days off are left out of the next fire times, and days that make up for them are not", async () => {
  expect(await preview({ cron: "0 6 * * *" }, "2026-02-13T12:00:00+08:00", 3)).toEqual([
    "02-14 06:00",
    "02-24 06:00",
    "02-25 06:00",
  ]);
});

test("what moves is shown where it fires, once, and with the time it was due", async () => {
  expect(await preview({ cron: "0 6 15,16 * *", onHoliday: "next" }, "2026-02-13T12:00:00+08:00", 3)).toEqual([
    "02-24 06:00 from 02-15 06:00",
    "03-16 06:00",
    "04-15 06:00 undecided",
  ]);
  expect(await preview({ cron: "0 6 15 * *", onHoliday: "previous" }, "2026-02-13T12:00:00+08:00", 2)).toEqual([
    "02-14 06:00 from 02-15 06:00",
    "03-13 06:00 from 03-15 06:00",
  ]);
});

test("an enabled rule still shows what was moved from a day that has passed, and one that fires later does not", async () => {
  const t = engine();
  await t.engine.saveCalendar(cn, by);
  await t.moveTo("2026-02-14T12:00:00+08:00");
  const triggers = [{ calendar: "cn", cron: "0 6 15 * *", onHoliday: "next" }];
  const slug = await t.rule({ rule: "moved-ahead", triggers, actions: [{ use: "test.echo" }] });
  await t.moveTo("2026-02-18T12:00:00+08:00");
  expect((await t.engine.nextFireTimes(slug, 1))[0]).toMatchObject({
    at: new Date("2026-02-24T06:00:00+08:00"),
    movedFrom: new Date("2026-02-15T06:00:00+08:00"),
  });
  expect(await preview({ cron: "0 6 15 * *", onHoliday: "next" }, "2026-02-18T13:00:00+08:00", 1)).toEqual([
    "03-16 06:00 from 03-15 06:00",
  ]);
});

test("only the last working day of a month, and no guess beyond the calendar", async () => {
  expect(await preview({ cron: "0 18 * * *", workday: -1 }, "2026-02-20T00:00:00+08:00")).toEqual([
    "02-28 18:00",
    "03-31 18:00",
    "04-01 18:00 undecided",
  ]);
  // No month has so many working days, and that is known, not undecided.
  expect(await preview({ cron: "0 18 * * *", workday: 23 }, "2026-02-20T00:00:00+08:00")).toEqual([
    "04-01 18:00 undecided",
  ]);
});

test("a business day that begins at four ends after midnight", async () => {
  expect(await preview({ cron: "0 2 * * *", dayStartsAt: "04:00" }, "2026-02-14T12:00:00+08:00", 2)).toEqual([
    "02-15 02:00",
    "02-25 02:00",
  ]);
});

test("a rule of every second does not hold the process while a week of holidays is left out", async () => {
  const began = process.cpuUsage();
  expect(await preview({ cron: "0 0 6 * * *" }, "2026-02-14T12:00:00+08:00", 1)).toEqual(["02-24 06:00"]);
  expect(await preview({ cron: "* * * * * *" }, "2026-02-15T00:00:00+08:00", 1)).toEqual(["02-24 00:00"]);
  expect(process.cpuUsage(began).user).toBeLessThan(20_000_000);
});

test("a rule says how far its calendars reach, and warns when little is left", async () => {
  const t = engine();
  await t.engine.saveCalendar(cn, by);
  await t.moveTo("2026-02-20T00:30:00+08:00");
  const triggers = [{ calendar: "cn", cron: "0 6 * * *" }];
  const slug = await t.rule({ rule: "horizon", triggers, actions: [{ use: "test.echo" }] });
  expect(await t.engine.getRule(slug)).toMatchObject({
    calendars: [{ calendar: "cn", knownUntil: "2026-03-31", daysLeft: 39 }],
    warnings: [],
  });
  await t.moveTo("2026-03-02T00:30:00+08:00");
  const [shown] = await t.engine.listRules({ text: "horizon" });
  expect(shown).toMatchObject({
    calendars: [{ daysLeft: 29 }],
    warnings: [{ message: expect.stringContaining("ends in 29 days") as string }],
  });
});

test("a rule whose calendar does not exist is saved with a warning and not enabled, until it is there", async () => {
  const t = engine();
  const rule = {
    rule: "no-calendar",
    name: "no-calendar",
    triggers: [{ calendar: "later", cron: "0 6 * * *" }],
    actions: [{ use: "test.echo" }],
  };
  const { warnings } = await t.engine.saveRule(rule, by);
  expect(warnings).toMatchObject([{ path: "triggers[0].calendar", message: "There is no calendar later." }]);
  await expect(t.engine.setRuleStatus("no-calendar", "enabled", by)).rejects.toMatchObject({
    code: "CALENDAR_NOT_FOUND",
    problems: [{ path: "triggers[0].calendar" }],
  });
  await t.engine.saveCalendar({ ...cn, calendar: "later" }, by);
  expect(await t.engine.setRuleStatus("no-calendar", "enabled", by)).toMatchObject({ status: "enabled" });
  await expect(
    t.engine.saveRule({ ...rule, triggers: [{ calendar: "never", cron: "0 6 * * *" }] }, by),
  ).rejects.toMatchObject({ code: "RULE_INVALID", problems: [{ path: "triggers[0].calendar" }] });
});

test.each([
  [{ cron: "0 6 * * *", onHoliday: "next" }, "triggers[0].onHoliday", "without a calendar"],
  [{ cron: "0 6 * * *", workday: 1 }, "triggers[0].workday", "without a calendar"],
  [{ cron: "0 6 * * *", dayStartsAt: "04:00" }, "triggers[0].dayStartsAt", "without a calendar"],
  [{ event: "order.paid", calendar: "cn" }, "triggers[0].calendar", "Only what fires by the clock"],
  [{ cron: "*/30 * * * *", calendar: "cn", onHoliday: "previous" }, "triggers[0].onHoliday", "more than 24 times"],
  [{ cron: "* 6 1 1 *", calendar: "cn", onHoliday: "previous" }, "triggers[0].onHoliday", "more than 24 times"],
  [{ cron: "0 6 * * *", calendar: "cn", workday: 1, onHoliday: "next" }, "triggers[0].onHoliday", "never a holiday"],
])("%j is refused when it is saved", (trigger, path, words) => {
  const problems = engine().engine.checkRule({
    rule: "x",
    name: "x",
    triggers: [trigger],
    actions: [{ use: "test.echo" }],
  });
  expect(problems).toMatchObject([{ path, message: expect.stringContaining(words) as string }]);
});

test("a schedule of every hour may move to the working day before", () => {
  const triggers = [{ cron: "0 * * * *", calendar: "cn", onHoliday: "previous" }];
  expect(engine().engine.checkRule({ rule: "x", name: "x", triggers, actions: [{ use: "test.echo" }] })).toEqual([]);
});

test("a calendar is saved only over the revision that was read, and saving the same changes nothing", async () => {
  const t = engine();
  const first = await t.engine.saveCalendar({ ...cn, calendar: "shared" }, { ...by, expected: "absent" });
  expect(await t.engine.saveCalendar({ ...cn, calendar: "shared" }, by)).toEqual(first);
  const renamed = { ...cn, calendar: "shared", name: "别的" };
  const second = await t.engine.saveCalendar(renamed, { ...by, expected: [first.revision] });
  expect(second.revision).not.toBe(first.revision);
  await expect(
    t.engine.saveCalendar({ ...renamed, name: "又一个" }, { ...by, expected: [first.revision] }),
  ).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  await expect(t.engine.saveCalendar(renamed, { ...by, expected: "absent" })).rejects.toMatchObject({
    code: "PRECONDITION_FAILED",
  });
});
