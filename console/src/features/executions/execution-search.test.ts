import { expect, test } from "vitest";
import { isFiltered, parseExecutionSearch, toExecutionFilter } from "./execution-search.ts";

const noon = Date.parse("2026-02-16T12:00:42.500Z");

test("an address is read as it was written", () => {
  const search = { rule: "dorm", state: "failed", range: "24h", children: true, cursor: "abc" };
  expect(parseExecutionSearch(search)).toEqual(search);
});

test.each([
  { state: "broken" },
  { range: "5y" },
  { from: "yesterday" },
  { from: "2026-99-99T00:00:00Z" },
  { until: 7 },
  { children: "yes" },
  { cursor: "" },
  { rule: { a: 1 } },
])("%j makes no sense and is left out", (search) => {
  expect(parseExecutionSearch(search)).toEqual({});
});

test("a rule whose name looks like a number keeps its name", () => {
  expect(parseExecutionSearch({ rule: 2026 })).toEqual({ rule: "2026" });
});

test("a range reaches up to now and asks the same question for a minute", () => {
  const asked = toExecutionFilter({ range: "1h", until: "2020-01-01T00:00:00Z" }, noon);
  expect(asked).toEqual({ roots: true, from: "2026-02-16T11:00:00.000Z", limit: 50 });
  expect(toExecutionFilter({ range: "1h" }, noon + 17_000)).toEqual(asked);
});

test("children are listed only when asked for, and do not count as a filter", () => {
  expect(toExecutionFilter({ children: true }, noon)).toEqual({ limit: 50 });
  expect(isFiltered({ children: true, cursor: "x" })).toBe(false);
  expect(isFiltered({ state: "failed" })).toBe(true);
});
