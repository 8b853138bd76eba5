import { describe, expect, test } from "vitest";
import { describeCronEnglish } from "./describe-cron-english.ts";
import { describeCron } from "./describe-cron.ts";

describe("a schedule in Chinese", () => {
  // As the admin page of the late-return system explained them.
  test.each([
    ["0 6 * * *", "每天 上午 06:00 执行"],
    ["30 6 * * 1-5", "每周一到周五 上午 06:30 执行"],
    ["0 6 * * 0", "每周日 上午 06:00 执行"],
    ["0 6 * * 7", "每周日 上午 06:00 执行"],
    ["0 6,18 * * *", "每天 上午 06:00 和 晚上 18:00 执行"],
    ["*/15 * * * *", "每天 每隔 15 分钟执行一次"],
    ["0 */2 * * *", "每天 每隔 2 小时（0 分）执行"],
    ["0 12 1 * *", "每月 1 日 中午 12:00 执行"],
    ["0 6 1,15 * *", "每月 1、15 日 上午 06:00 执行"],
    ["0 6 1 3 *", "3 月的每月 1 日 上午 06:00 执行"],
    ["0 22 * * 1,3,5", "每周一、周三、周五 晚上 22:00 执行"],
    ["5 0 * * 6", "每周六 凌晨 00:05 执行"],
    ["0 6 */2 * *", "每隔 2 天 上午 06:00 执行"],
    ["0 6 1 */3 *", "每隔 3 个月的每月 1 日 上午 06:00 执行"],
    ["15 13 * * *", "每天 下午 13:15 执行"],
    ["0 6 1 * 1", "每月 1 日 周一 上午 06:00 执行"],
    // By the same rule.
    ["0 0 * * *", "每天 凌晨 00:00 执行"],
    ["59 23 * * *", "每天 晚上 23:59 执行"],
    ["30 17 * * *", "每天 下午 17:30 执行"],
    ["*/10 * * * *", "每天 每隔 10 分钟执行一次"],
    ["* * * * *", "每天 每分钟执行一次"],
    ["30 * * * *", "每天 每小时（30 分）执行"],
    ["0,30 * * * *", "每天 每小时（0、30 分）执行"],
    ["0 6 * * 1,2", "每周一、周二 上午 06:00 执行"],
    ["0 6 * * 6,0", "每周六、周日 上午 06:00 执行"],
    ["0 6 * * MON-FRI", "每周一到周五 上午 06:00 执行"],
    ["0 6 * JAN,JUL *", "1、7 月的每天 上午 06:00 执行"],
    ["0 6,12,18 * * *", "每天 上午 06:00 和 中午 12:00 和 晚上 18:00 执行"],
    ["0,30 6 * * *", "每天 上午 06:00 和 上午 06:30 执行"],
    ["0 6-8 * * *", "每天 上午 06:00 到 上午 08:00 每小时执行一次"],
    ["0 8-18/2 * * *", "每天 上午 08:00 到 晚上 18:00 每隔 2 小时执行一次"],
    ["*/20 8-17 * * 1-5", "每周一到周五 上午 08 时 到 下午 17 时 每隔 20 分钟执行一次"],
    ["0 6 1-7 * *", "每月 1 到 7 日 上午 06:00 执行"],
    ["0 6 L * *", "每月最后一天 上午 06:00 执行"],
    ["0 6 LW * *", "每月最后一个工作日 上午 06:00 执行"],
    ["0 6 15W * *", "每月离 15 日最近的工作日 上午 06:00 执行"],
    ["0 6 * * 5L", "每月最后一个周五 上午 06:00 执行"],
    ["0 6 * * 1#2", "每月第 2 个周一 上午 06:00 执行"],
    ["0 6 * * */2", "每周日、周二、周四、周六 上午 06:00 执行"],
    ["0 0 6 * * *", "每天 上午 06:00 执行"],
    ["*/10 * * * * *", "每天 每分钟 每隔 10 秒执行一次"],
  ])("%s", (expression, text) => expect(describeCron(expression)).toBe(`💡 该任务将在${text}`));

  test.each(["0 6", "@daily", "0 6 * * * * *"])("that has not five fields (%s) is warned about", (expression) =>
    expect(describeCron(expression)).toBe("⚠️ 格式错误，应为 5 段：分 时 日 月 周"),
  );
  test("with a value that does not exist is warned about", () =>
    expect(describeCron("0 25 * * *")).toMatch(/^⚠️ 表达式无效/));
  test.each(["", "   "])("that is empty (%j) says nothing", (expression) => expect(describeCron(expression)).toBe(""));
});

describe("a schedule in English", () => {
  test.each([
    ["0 6 * * *", "Runs every day at 06:00."],
    ["30 6 * * 1-5", "Runs every Monday to Friday at 06:30."],
    ["0 6,18 * * *", "Runs every day at 06:00 and 18:00."],
    ["*/15 * * * *", "Runs every day every 15 minutes."],
    ["*/15 8-18 * * *", "Runs every day every 15 minutes in hour 8 to 18."],
    ["0 */2 * * *", "Runs every day every 2 hours at minute 0."],
    ["0 22 * * 1,3,5", "Runs every Monday, Wednesday and Friday at 22:00."],
    ["0 6 1,15 * *", "Runs on day 1 and 15 of the month at 06:00."],
    ["0 6 1 3 *", "Runs on day 1 of the month in March at 06:00."],
    ["0 6 1 * 1", "Runs on day 1 of the month and every Monday at 06:00."],
    ["0 6 */2 * 1", "Runs every 2 days from the 1st, only on Monday, at 06:00."],
    ["0 6 L * *", "Runs on the last day of the month at 06:00."],
    ["0 6 * * 5L", "Runs on the last Friday of the month at 06:00."],
    ["30 0 6 * * *", "Runs every day at 06:00 at second 30."],
    ["", ""],
  ])("%j", (expression, text) => expect(describeCronEnglish(expression)).toBe(text));

  test("that cannot be read gives the problem and the remedy", () => {
    expect(describeCronEnglish("0 25 * * *")).toBe("The hour 25 does not exist. Write a number from 0 to 23.");
  });
});
