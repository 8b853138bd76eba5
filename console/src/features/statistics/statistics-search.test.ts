import { expect, test } from "vitest";
import { ofAllRules, parseStatisticsSearch } from "./statistics-search.ts";

test("an address with a span that is none is one without a span", () => {
  expect(parseStatisticsSearch({ by: "day", from: "2026-02-30x", to: "2026-03-01" })).toEqual({});
  expect(parseStatisticsSearch({ from: "2026-03-02", to: "2026-03-01" })).toEqual({});
});

test("what is asked for stays in the address", () => {
  const search = { by: "week", from: "2026-02-01", to: "2026-02-28", rule: "dorm", folder: "school" } as const;
  expect(parseStatisticsSearch(search)).toEqual(search);
  expect(parseStatisticsSearch({ label: "team=学工处" })).toEqual({ label: "team=学工处" });
  expect(parseStatisticsSearch({ label: "team" })).toEqual({});
  expect(ofAllRules({ ...search, label: "a=b" })).toEqual({ by: "week", from: "2026-02-01", to: "2026-02-28" });
});

test("a day that no calendar has is none", () => {
  expect(parseStatisticsSearch({ from: "2026-02-30", to: "2026-03-01" })).toEqual({});
});
