import { expect, test } from "vitest";
import { parseTimeSpan, timeSpanEnds } from "./time-span.ts";

const noon = Date.parse("2026-02-16T12:00:42.500Z");

test.each([{ range: "5y" }, { from: "yesterday" }, { from: "2026-99-99T00:00:00Z" }, { until: 7 }])(
  "%j makes no sense and is left out",
  (search) => {
    expect(parseTimeSpan(search)).toEqual({});
  },
);

test("a range reaches up to now and asks the same question for a minute", () => {
  const asked = timeSpanEnds({ range: "1h", until: "2020-01-01T00:00:00Z" }, noon);
  expect(asked).toEqual({ from: "2026-02-16T11:00:00.000Z" });
  expect(timeSpanEnds({ range: "1h" }, noon + 17_000)).toEqual(asked);
});
