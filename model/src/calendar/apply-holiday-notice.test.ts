import { expect, test } from "vitest";
import { applyHolidayNotice } from "./apply-holiday-notice.ts";
import { Calendar, type CalendarDay } from "./calendar.ts";

const off = (date: string, name = "元旦"): CalendarDay => ({ date, kind: "off", name });
const calendar = Calendar.parse({
  calendar: "cn",
  name: "测试",
  from: "2025-01-01",
  until: "2026-03-31",
  days: [off("2025-01-01"), off("2026-01-01"), off("2026-01-02", "新年"), off("2026-03-20", "校庆")],
});

test("a notice speaks for its whole year, and says what it adds, changes and removes", () => {
  const applied = applyHolidayNotice(calendar, {
    year: 2026,
    days: [off("2026-01-01"), off("2026-01-02"), off("2026-05-01", "劳动节")],
  });
  expect(applied).toEqual({
    ok: true,
    change: {
      after: {
        ...calendar,
        until: "2026-12-31",
        days: [off("2025-01-01"), off("2026-01-01"), off("2026-01-02"), off("2026-05-01", "劳动节")],
      },
      added: [off("2026-05-01", "劳动节")],
      changed: [{ before: off("2026-01-02", "新年"), after: off("2026-01-02") }],
      removed: [off("2026-03-20", "校庆")],
    },
  });
});

test("the days before the turn of the year are taken along", () => {
  const until = { ...calendar, until: "2026-12-31" };
  const applied = applyHolidayNotice(until, { year: 2027, days: [off("2026-12-31"), off("2027-01-01")] });
  expect(applied.ok && applied.change.added).toEqual([off("2026-12-31"), off("2027-01-01")]);
  expect(applied.ok && applied.change.removed).toEqual([]);
  expect(applied.ok && Calendar.parse(applied.change.after).until).toBe("2027-12-31");
});

test("a year that nobody has announced is not guessed", () => {
  const applied = applyHolidayNotice(calendar, { year: 2028, days: [off("2028-01-01")] });
  expect(applied).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining("2028") as string }] });
});
