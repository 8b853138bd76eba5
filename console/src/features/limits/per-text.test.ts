import { expect, test } from "vitest";
import { perText } from "./per-text.ts";

test.each([
  ["1m", "1 min", "1 分"],
  ["90s", "1 min 30 s", "1 分 30 秒"],
  ["1h30m", "1 h 30 min", "1 小时 30 分"],
  ["500ms", "500 ms", "500 毫秒"],
])("%s is said in words", (per, en, zh) => {
  expect([perText(per, "en"), perText(per, "zh")]).toEqual([en, zh]);
});
