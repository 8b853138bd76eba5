import { expect, test } from "vitest";
import { Calendar, GridFreshness, openCalendar } from "@belfry/model";
import { deadlineOf } from "./deadline-of.ts";

const grid = { timezone: "Asia/Shanghai", dayStartsAt: "04:00" };
const iso = (config: object, base: string, calendar?: ReturnType<typeof openCalendar>) =>
  deadlineOf(grid, GridFreshness.parse(config), base, calendar)?.at.toISOString();

test("a deadline is a time of the business day, in the zone of the grid", () => {
  expect(iso({ by: "09:30" }, "2025-10-04")).toBe("2025-10-04T01:30:00.000Z");
  // Two at night belongs to the business day before.
  expect(iso({ by: "02:00" }, "2025-10-04")).toBe("2025-10-04T18:00:00.000Z");
  expect(iso({ by: "09:30", afterDays: 2 }, "2025-12-31")).toBe("2026-01-02T01:30:00.000Z");
  const escalated = deadlineOf(
    grid,
    GridFreshness.parse({ by: "09:30", escalateAfter: "30m" }),
    "2025-10-04",
    undefined,
  );
  expect(escalated?.escalateAt?.toISOString()).toBe("2025-10-04T02:00:00.000Z");
});

test("on a day off it is that of the next working day, and of days that nobody knows there is none", () => {
  const calendar = openCalendar(
    Calendar.parse({ calendar: "work", name: "Work", from: "2025-10-01", until: "2025-10-12" }),
  );
  // 2025-10-04 is a Saturday.
  expect(iso({ by: "09:30", workdays: true }, "2025-10-04", calendar)).toBe("2025-10-06T01:30:00.000Z");
  expect(iso({ by: "09:30", workdays: true }, "2025-10-11", calendar)).toBeUndefined();
  expect(iso({ by: "09:30", workdays: true }, "2025-10-04")).toBeUndefined();
});
