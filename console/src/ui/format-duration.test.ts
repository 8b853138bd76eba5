import { expect, test } from "vitest";
import { formatDuration } from "./format-duration.ts";

test.each([
  [0, "0 ms", "0 毫秒"],
  [-3, "0 ms", "0 毫秒"],
  [999.4, "999 ms", "999 毫秒"],
  [999.6, "1.0 s", "1.0 秒"],
  [4_240, "4.2 s", "4.2 秒"],
  [9_960, "10 s", "10 秒"],
  [59_600, "1 min", "1 分"],
  [200_000, "3 min 20 s", "3 分 20 秒"],
  [3_600_000, "1 h", "1 小时"],
  [90_061_000, "1 d 1 h", "1 天 1 小时"],
])("%d ms are %s", (ms, en, zh) => {
  expect([formatDuration(ms, "en"), formatDuration(ms, "zh")]).toEqual([en, zh]);
});
