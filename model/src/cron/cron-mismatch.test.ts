import { expect, test } from "vitest";
import { cronMismatches } from "./cron-mismatch.ts";

const at = (text: string) => new Date(`${text}+08:00`);

test.each([
  ["0 6 * * 1-5", "2026-03-01T06:00:00", [{ field: "weekday", is: 0, wanted: "1-5" }]],
  ["0 6 * * 1-5", "2026-03-02T06:00:00", []],
  [
    "30 6 * * *",
    "2026-03-02T07:15:00",
    [
      { field: "minute", is: 15, wanted: "30" },
      { field: "hour", is: 7, wanted: "6" },
    ],
  ],
  ["0 6 L * *", "2026-03-02T06:00:00", [{ field: "day", is: 2, wanted: "L" }]],
  ["0 6 L * *", "2026-03-31T06:00:00", []],
  ["0 6 * 4 *", "2026-03-31T06:00:00", [{ field: "month", is: 3, wanted: "4" }]],
  ["0 6 * * 5#2", "2026-03-06T06:00:00", [{ field: "weekday", is: 5, wanted: "5#2" }]],
  ["0 6 * * *", "2026-03-06T06:00:07", [{ field: "second", is: 7, wanted: "0" }]],
  [
    "0 6 1 * 1",
    "2026-03-03T06:00:00",
    [
      { field: "day", is: 3, wanted: "1" },
      { field: "weekday", is: 2, wanted: "1" },
    ],
  ],
  ["0 6 1 * 1", "2026-03-02T06:00:00", []],
] as const)("%s says at %s which fields do not fit", (line, moment, expected) => {
  expect(cronMismatches(line, "Asia/Shanghai", at(moment))).toEqual(expected);
});
