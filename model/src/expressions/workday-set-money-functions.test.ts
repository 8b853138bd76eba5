import { describe, expect, test } from "vitest";
import { AppError } from "../errors/app-error.ts";
import { Calendar, openCalendar } from "../calendar/calendar.ts";
import { evaluateSource } from "./evaluate-expression.ts";

const calendar = openCalendar(
  Calendar.parse({
    calendar: "cn",
    name: "2026",
    from: "2026-01-01",
    until: "2026-12-31",
    days: [
      ...["15", "16", "17", "18", "19", "20", "21", "22", "23"].map((day) => ({ date: `2026-02-${day}`, kind: "off" })),
      { date: "2026-02-14", kind: "work" },
      { date: "2026-02-28", kind: "work" },
    ],
  }),
);
const tooLarge = Object.defineProperty({}, "huge", {
  get() {
    throw new AppError("LOOKUP_TOO_LARGE", { table: "huge" });
  },
  enumerable: true,
});
Object.assign(tooLarge, { customers: { "4711": { level: "gold" }, __proto__x: { level: "none" } } });

const context = {
  timezone: "Asia/Shanghai",
  calendars: new Map([["cn", calendar]]),
  lookups: tooLarge,
  event: { id: 4_711, a: [1, 2, 2, { x: 1, y: 2 }], b: [2, { y: 2, x: 1 }], price: 0.1 },
};
const value = (source: string) => evaluateSource(source, context);

describe("working days", () => {
  test.each([
    ['isWorkday("2026-02-14", "cn")', true],
    ['isWorkday("2026-02-16", "cn")', false],
    ['isWorkday("2026-02-13T16:00:00Z", "cn")', true],
    ['isWorkday("2026-02-14T16:00:00Z", "cn")', false],
    ['nextWorkday("2026-02-14", "cn")', "2026-02-24"],
    ['nextWorkday("2026-02-20", "cn")', "2026-02-24"],
    ['previousWorkday("2026-02-24", "cn")', "2026-02-14"],
    ['addWorkdays("2026-02-13", 3, "cn")', "2026-02-25"],
    ['addWorkdays("2026-02-25", -3, "cn")', "2026-02-13"],
    ['addWorkdays("2026-02-16", 0, "cn")', "2026-02-16"],
    ['workdaysBetween("2026-02-13", "2026-02-25", "cn")', 3],
    ['workdaysBetween("2026-02-25", "2026-02-13", "cn")', -3],
    ['workdaysBetween("2026-02-16", "2026-02-16", "cn")', 0],
  ])("%s is %j", (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  test.each([
    'isWorkday("2027-01-01", "cn")',
    'nextWorkday("2026-12-31", "cn")',
    'previousWorkday("2026-01-01", "cn")',
    'addWorkdays("2026-12-20", 30, "cn")',
    'workdaysBetween("2026-12-30", "2027-01-05", "cn")',
  ])("%s lies beyond what the calendar knows and is an error", (source) => {
    expect(() => value(source)).toThrow(/does not know/);
  });

  test("a calendar that is not there is an error", () => {
    expect(() => value('isWorkday("2026-02-14", "us")')).toThrow(/no calendar us/);
  });
});

describe("sets", () => {
  test.each([
    ["union(event.a, event.b)", [1, 2, { x: 1, y: 2 }]],
    ["event.a.intersect(event.b)", [2, { x: 1, y: 2 }]],
    ["event.a.minus(event.b)", [1]],
    ["minus([1, 2.0, 3], [2])", [1, 3]],
    ["subset(event.b, event.a)", true],
    ["subset(event.a, event.b)", false],
    ["subset([], [])", true],
    ["event.a.union([]).distinct()", [1, 2, { x: 1, y: 2 }]],
  ])("%s is %j", (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  test("what is no list is an error", () => {
    expect(() => value("union(event.id, [1])")).toThrow();
  });
});

describe("money", () => {
  test.each([
    ['moneyAdd("0.1", "0.2")', "0.30"],
    ["moneyAdd(event.price, 0.2)", "0.30"],
    ['moneySub("1", "1.01")', "-0.01"],
    ['money("12.345")', "12.35"],
    ['money("12.345", "half-even")', "12.34"],
    ['money("12.355", "half-even")', "12.36"],
    ['money("-12.345")', "-12.35"],
    ["money(1.005)", "1.01"],
    ["money(1e-7)", "0.00"],
    ["money(-0.001)", "0.00"],
    ['money("99999999999999999999999999.999")', "100000000000000000000000000.00"],
    ['moneyMul("19.99", 3)', "59.97"],
    ['moneyMul("0.05", "0.5")', "0.03"],
    ['moneyMul("0.05", "0.5", "half-even")', "0.02"],
    ['moneyDiv("100", 3)', "33.33"],
    ['moneyDiv("-100", 3)', "-33.33"],
    ['moneyDiv("0.05", -2)', "-0.03"],
    ['moneySum(["0.10", 0.2, "1"])', "1.30"],
    ["moneySum([])", "0.00"],
    ['moneyCompare("9.5", "10.0")', -1],
    ['moneyCompare("10", 10.00)', 0],
  ])("%s is %j", (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  test.each(['money("12,30")', 'money("¥12")', "money(null)", 'moneyDiv("1", 0)', 'money("1", "up")'])(
    "%s is an error",
    (source) => {
      expect(() => value(source)).toThrow(expect.objectContaining({ code: "EXPRESSION_FAILED" }));
    },
  );
});

describe("lookups", () => {
  test.each([
    ['lookups.customers["4711"].level', "gold"],
    ['lookup("customers", event.id).level == "gold"', true],
    ['lookup("customers", "nobody") == null', true],
    ['lookup("customers", "toString") == null', true],
    ['get(lookups.customers, "nobody", {"level": "none"}).level', "none"],
  ])("%s is %j", (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  test("a table that the rule does not name, and one that is too large, are errors with what to do", () => {
    expect(() => value('lookup("orders", "1")')).toThrow(/looks nothing up in orders/);
    expect(() => value('lookup("huge", "1") == null')).toThrow(/more than 10,000 rows/);
    expect(() => value('lookups.huge["1"].x == 1')).toThrow(/more than 10,000 rows/);
  });
});
