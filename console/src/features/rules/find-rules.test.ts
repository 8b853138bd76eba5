import { expect, test } from "vitest";
import { findRules } from "./find-rules.ts";
import type { Rule } from "./rule-queries.ts";

const rule = (name: string, slug: string, labels: Record<string, string>) =>
  ({ name, rule: slug, labels }) as unknown as Rule;
const rules = [rule("公寓晚归名单", "dorm-late-return", { team: "学工处" }), rule("Daily report", "daily", {})];

test.each([
  ["", ["dorm-late-return", "daily"]],
  ["晚归", ["dorm-late-return"]],
  ["DAILY", ["daily"]],
  ["学工处 dorm", ["dorm-late-return"]],
  ["学工处 daily", []],
])("%j finds %j", (words, found) => {
  expect(findRules(rules, words).map((one) => one.rule)).toEqual(found);
});
