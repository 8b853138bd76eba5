import { expect, test } from "vitest";
import { findRules } from "./find-rules.ts";
import type { Rule } from "./rule-queries.ts";

const rule = (name: string, slug: string, labels: Record<string, string>, folder: string | null = null) =>
  ({ name, rule: slug, labels, folder }) as unknown as Rule;
const rules = [
  rule("公寓晚归名单", "dorm-late-return", { team: "学工处" }),
  rule("Daily report", "daily", {}, "reports/day"),
];

test.each([
  ["", ["dorm-late-return", "daily"]],
  ["晚归", ["dorm-late-return"]],
  ["DAILY", ["daily"]],
  ["学工处 dorm", ["dorm-late-return"]],
  ["学工处 daily", []],
])("%j finds %j", (words, found) => {
  expect(findRules(rules, { find: words }).map((one) => one.rule)).toEqual(found);
});

const found = (search: Parameters<typeof findRules>[1]) => findRules(rules, search).map((one) => one.rule);

test("a folder and a label narrow what the words find", () => {
  expect(found({ folder: "reports" })).toEqual(["daily"]);
  expect(found({ label: "team=学工处" })).toEqual(["dorm-late-return"]);
  expect(found({ label: "team=学工处", folder: "reports" })).toEqual([]);
  expect(found({ find: "reports" })).toEqual(["daily"]);
});
