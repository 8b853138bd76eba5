import { isDeepStrictEqual } from "node:util";
import type { Engine } from "@belfry/engine";
import { applyHolidayNotice, Calendar, openCalendar, parseHolidayNotice } from "@belfry/model";
import { startTestEngine, tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import shipped from "./cn-workday.json" with { type: "json" };
import { createHorizonReport } from "./report-horizons.ts";
import { seedCalendars } from "./seed-calendars.ts";

const by = { by: tester };
const whole = Calendar.parse(shipped.calendar);
const older = {
  ...whole,
  until: "2025-12-31",
  days: whole.days.filter(({ date }) => date <= "2025-12-31"),
};

test("the shipped calendar says of 2026 what the State Council announced, name by name", () => {
  const notice = parseHolidayNotice(`国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`);
  const applied = notice.ok && applyHolidayNotice(whole, notice);
  expect(applied).toMatchObject({ ok: true, change: { added: [], changed: [], removed: [] } });
});

test("the shipped calendar knows every day of its years", () => {
  const calendar = openCalendar(whole);
  const days = ["2019-12-31", "2020-01-01", "2026-12-31", "2027-01-01"].map((date) => calendar.day(date));
  expect(days).toEqual([{ kind: "unknown" }, { kind: "off", name: "元旦" }, { kind: "work" }, { kind: "unknown" }]);
});

test("the calendar is there after the first start, and another start changes nothing", async () => {
  await using t = await startTestEngine({ start: false });
  expect(await seedCalendars(t.engine)).toBe("created");
  const [seeded] = await t.engine.listCalendars();
  expect(seeded).toMatchObject({ calendar: "cn-workday", updatedBy: "belfry", until: "2026-12-31" });
  expect(await seedCalendars(t.engine)).toBe("left");
  expect(await t.engine.listCalendars()).toEqual([seeded]);
});

test("a newer horizon extends a calendar that nobody changed, and never one that somebody did", async () => {
  await using t = await startTestEngine({ start: false });
  await seedCalendars(t.engine, older);
  expect(await seedCalendars(t.engine)).toBe("extended");
  const [extended] = await t.engine.listCalendars();
  expect(isDeepStrictEqual(extended?.days, whole.days)).toBe(true);

  const own = { ...older, days: [...older.days, { date: "2025-03-20", kind: "off", name: "校庆" }] };
  await t.engine.saveCalendar(own, by);
  expect(await seedCalendars(t.engine)).toBe("left");
  expect((await t.engine.listCalendars())[0]).toMatchObject({ until: "2025-12-31", updatedBy: tester.name });
});

test("warnings about calendars are logged once a day", async () => {
  const lines: unknown[] = [];
  const warning = { path: "triggers", message: "The calendar cn ends in 3 days.", remedy: "Extend it." };
  const engine = { listRules: async () => [{ rule: "nightly", warnings: [warning] }] } as unknown as Engine;
  const report = createHorizonReport(() => engine, { warn: (message, fields) => void lines.push([message, fields]) });
  await report("2026-03-01");
  await report("2026-03-01");
  await report("2026-03-02");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatchObject(["a calendar ends soon", { rule: "nightly" }]);
});
