import { expect, test } from "vitest";
import { isFiltered, parseExecutionSearch, toExecutionFilter } from "./execution-search.ts";

const noon = Date.parse("2026-02-16T12:00:42.500Z");

test("an address is read as it was written", () => {
  const search = { rule: "dorm", state: "failed", range: "24h", children: true, cursor: "abc" };
  expect(parseExecutionSearch(search)).toEqual(search);
});

test.each([{ state: "broken" }, { range: "5y" }, { children: "yes" }, { cursor: "" }, { rule: { a: 1 } }])(
  "%j makes no sense and is left out",
  (search) => {
    expect(parseExecutionSearch(search)).toEqual({});
  },
);

test("a rule whose name looks like a number keeps its name", () => {
  expect(parseExecutionSearch({ rule: 2026 })).toEqual({ rule: "2026" });
});

test("a range is asked for as the time it began", () => {
  expect(toExecutionFilter({ range: "1h" }, noon)).toEqual({
    roots: true,
    from: "2026-02-16T11:00:00.000Z",
    limit: 50,
  });
});

test("children are listed only when asked for, and do not count as a filter", () => {
  expect(toExecutionFilter({ children: true }, noon)).toEqual({ limit: 50 });
  expect(isFiltered({ children: true, cursor: "x" })).toBe(false);
  expect(isFiltered({ state: "failed" })).toBe(true);
});
