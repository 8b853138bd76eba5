import { expect, test } from "vitest";
import { narrowedBy, parseMessageStatisticsSearch } from "./message-statistics-search.ts";

test("an address narrows by several things at once, and what makes no sense is left out", () => {
  const search = parseMessageStatisticsSearch({
    channel: "email",
    account: "main",
    label: "team=a",
    rule: " ",
    template: 7,
  });
  expect(search).toEqual({ channel: "email", account: "main", label: "team=a" });
  expect(narrowedBy(search)).toEqual({ account: "main", label: "team=a" });
});

test("a label without a value is none", () => {
  expect(parseMessageStatisticsSearch({ label: "team", by: "hour", group: "rule" })).toEqual({
    by: "hour",
    group: "rule",
  });
});
