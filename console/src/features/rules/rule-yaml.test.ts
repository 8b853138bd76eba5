import { expect, test } from "vitest";
import { inOrderOf, ruleYaml } from "./rule-yaml.ts";

test("a rule is written in the order in which it comes", () => {
  const definition = { rule: "dorm", triggers: [{ id: "morning", cron: "0 6 * * *" }], actions: [{ use: "noop" }] };
  expect(ruleYaml(definition)).toBe(`rule: dorm
triggers:
  - id: morning
    cron: 0 6 * * *
actions:
  - use: noop
`);
});

test("what somebody typed in another order reads like the stored rule, so that only what it says is compared", () => {
  const stored = { rule: "dorm", name: "晚归", actions: [{ id: "a", use: "noop", with: { day: 1, room: 2 } }] };
  const typed = { actions: [{ with: { room: 2, day: 1 }, use: "noop", id: "a" }], name: "晚归", rule: "dorm" };
  expect(ruleYaml(inOrderOf(typed, stored))).toBe(ruleYaml(stored));
});

test("a step that was moved is compared with itself, and what is new stands behind what was there", () => {
  const stored = {
    actions: [
      { id: "a", use: "noop" },
      { use: "wait", id: "b" },
    ],
  };
  const typed = {
    actions: [
      { id: "b", use: "wait", timeout: "1m" },
      { use: "noop", id: "a" },
    ],
    name: "n",
  };
  expect(JSON.stringify(inOrderOf(typed, stored))).toBe(
    '{"actions":[{"use":"wait","id":"b","timeout":"1m"},{"id":"a","use":"noop"}],"name":"n"}',
  );
});

test("what is no rule stays what it is", () => {
  expect(inOrderOf({ actions: "none", triggers: [7] }, { triggers: { a: 1 }, actions: [] })).toEqual({
    actions: "none",
    triggers: [7],
  });
});
