import { expect, test } from "vitest";
import { formatClock, formatFull, formatMinute, formatRelative, formatShort } from "./format-time.ts";

const now = new Date("2026-02-16T12:00:00Z");
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

test.each([
  [0, "now", "现在"],
  [-9, "now", "现在"],
  [-34, "30 seconds ago", "30秒钟前"],
  [-119, "1 minute ago", "1分钟前"],
  [7_300, "in 2 hours", "2小时后"],
  [86_400, "tomorrow", "明天"],
  [42 * 3_600, "in 2 days", "后天"],
  [-30 * 3_600, "yesterday", "昨天"],
  [-86_400 * 9, "9 days ago", "9天前"],
])("%d seconds from now is %s", (seconds, en, zh) => {
  expect([formatRelative(after(seconds), now, "en"), formatRelative(after(seconds), now, "zh")]).toEqual([en, zh]);
});

test("the day is left out when it is today, and the year when it is this one", () => {
  expect(formatShort(after(-3_600), now, "en")).toBe("11:00:00");
  expect(formatShort(after(-86_400 * 2), now, "en")).toBe("14 Feb, 12:00");
  expect(formatShort(new Date("2025-12-31T23:00:00Z"), now, "zh")).toBe("2025年12月31日 23:00");
});

test("the full time names its offset, and logs show milliseconds", () => {
  expect(formatFull(now, "en")).toBe("Mon, 16 Feb 2026 12:00:00 GMT+00:00");
  expect(formatFull(now, "zh")).toBe("2026年2月16日周一 12:00:00 GMT+00:00");
  expect(formatMinute(now, "en")).toBe("Mon, 16 Feb 2026 12:00");
  expect(formatClock(new Date("2026-02-16T12:00:00.042Z"), "en")).toBe("12:00:00.042");
});
