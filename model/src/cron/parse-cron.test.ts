import { describe, expect, test } from "vitest";
import { parseCron } from "./parse-cron.ts";

describe("a schedule", () => {
  test.each([
    "0 6 * * *",
    "  0   6 * * *  ",
    "*/15 8-18 * * MON-FRI",
    "0 0 6 * * *",
    "0 6 1,15 JAN,jul *",
    "0 6 * * 7",
    "0 6 * * FRI-SUN",
    "0 6 L * *",
    "0 6 LW * *",
    "0 6 15W * *",
    "0 6 * * 5L",
    "0 6 * * FRIL",
    "0 6 * * FRI#2,1#1",
    "0-30/10 6 * * *",
    "05 06 01 * *",
    "0 0 29 2 *",
    "0 0 31 * *",
  ])("%j can be read", (expression) => expect(parseCron(expression)).toMatchObject({ ok: true }));

  test("reads 0, 7 and SUN as Sunday", () => {
    const weekdays = ["0", "7", "SUN", "7-7"].map((day) => {
      const parsed = parseCron(`0 6 * * ${day}`);
      return parsed.ok ? parsed.cron.weekday : parsed.problem;
    });
    expect(new Set(weekdays.map((parts) => JSON.stringify(parts)))).toEqual(new Set(['[{"kind":"value","value":0}]']));
  });

  test.each([
    ["0 6", "The schedule has 2 fields.", "Write five fields", undefined],
    ["", "The schedule is empty.", "Write five fields", undefined],
    ["0 0 6 1 1 * 2026", "The schedule has 7 fields.", "Write five fields", undefined],
    ["@daily", "The short form @daily is not supported.", "Write 0 0 * * * instead.", 1],
    ["@reboot", "The short form @reboot is not supported.", "Write five fields", 1],
    ["60 6 * * *", "The minute 60 does not exist.", "Write a number from 0 to 59.", 1],
    ["0 25 * * *", "The hour 25 does not exist.", "Write a number from 0 to 23.", 3],
    ["0 6 0 * *", "The day of the month 0 does not exist.", "Write a number from 1 to 31.", 5],
    ["0 6 1,32 * *", "The day of the month 32 does not exist.", "Write a number from 1 to 31.", 7],
    ["0 6 * 13 *", "The month 13 does not exist.", "or a name such as JAN", 7],
    ["0 6 * * 8", "The weekday 8 does not exist.", "or a name such as MON", 9],
    ["0 6 * * 周一", '"周一" is not a weekday.', "Write a number from 0 to 7, or a name such as MON.", 9],
    ["0 6 * * MONDAY", '"MONDAY" is not a weekday.', "MON", 9],
    ["0 6 ? * 1", "The sign ? is not used here.", "Write * instead.", 5],
    ["0 22-6 * * *", 'The range "22-6" runs backwards.', "Write two ranges: 22-23,0-6.", 3],
    ["5/15 * * * *", '"5/15" is a step without a range.', "Write 5-59/15.", 1],
    ["*/0 * * * *", 'The step "0" does not fit a minute.', "Write a whole number from 1 to 60", 1],
    ["*/90 * * * *", 'The step "90" does not fit a minute.', "Write a whole number from 1 to 60", 1],
    ["0 6 * * L", "L alone is not a weekday.", "5L for the last Friday", 9],
    ["0 6 * * 5#6", "There is no 6 occurrence of a weekday in a month.", "from 1 to 5", 9],
    ["0 6 1,, * *", "The day of the month has an empty entry.", "Remove the comma", 7],
    ["0 6 1-2-3 * *", '"1-2-3" is not a range.', "two numbers with a hyphen", 5],
    ["0 6 30 2 *", "The schedule never fires: no date fits it.", "Choose another day", 5],
    ["0 6 1W * */6", "The schedule never fires: no date fits it.", "Choose another day", 5],
    ["-5 6 * * *", '"" is not a minute.', "Write a number from 0 to 59.", 1],
    ["2026-02-16T06:00:00", "The schedule has 1 field.", "Write five fields", undefined],
  ])("%j is refused with the place and the remedy", (expression, message, remedy, column) => {
    const parsed = parseCron(expression);
    if (parsed.ok) throw new Error("It was accepted.");
    expect(parsed.problem.message).toBe(message);
    expect(parsed.problem.remedy).toContain(remedy);
    expect(parsed.problem.position?.column).toBe(column);
  });
});
