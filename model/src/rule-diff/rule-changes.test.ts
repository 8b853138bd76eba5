import { expect, test } from "vitest";
import { inReadingOrder } from "./reading-order.ts";
import { ruleChanges } from "./rule-changes.ts";

const step = (id: string, value: unknown = 1) => ({ id, use: "noop", with: { value } });
const rule = (actions: readonly unknown[], rest = {}) => ({ rule: "a", name: "A", actions, ...rest });

test("two equal rules have no changes, whatever the order of their keys", () => {
  expect(ruleChanges(rule([step("one")]), { actions: [step("one")], name: "A", rule: "a" })).toEqual([]);
});

test("a step that is put in between is one change, and not one of all that follow", () => {
  const before = rule([step("one"), step("two"), step("three")]);
  const after = rule([step("one"), step("new"), step("two"), step("three", 2)]);
  expect(ruleChanges(before, after)).toEqual([
    { path: "actions.1", kind: "added", step: "new", after: step("new") },
    { path: "actions.3.with.value", kind: "changed", step: "three", before: 1, after: 2 },
  ]);
});

test("steps without ids are matched by what they are", () => {
  const log = { use: "log", with: { text: "a" } };
  const before = rule([{ use: "noop" }, log]);
  const after = rule([{ use: "sleep", with: { for: "1s" } }, { use: "noop" }, { ...log, with: { text: "b" } }]);
  expect(ruleChanges(before, after)).toEqual([
    { path: "actions.0", kind: "added", after: { use: "sleep", with: { for: "1s" } } },
    { path: "actions.2.with.text", kind: "changed", before: "a", after: "b" },
  ]);
});

test("of ten steps of which the last became the first only that one moved", () => {
  const steps = Array.from({ length: 10 }, (_, n) => step(`s${n}`));
  expect(ruleChanges(rule(steps), rule([steps[9], ...steps.slice(0, 9)]))).toEqual([
    { path: "actions.0", kind: "moved", step: "s9", movedFrom: "actions.9" },
  ]);
});

test("another id is another step, and what is inside of a step is named by it", () => {
  const before = rule([{ ...step("one"), do: [step("inner")] }]);
  const after = rule([{ ...step("one"), do: [step("inner", 2)] }, step("two")]);
  expect(ruleChanges(before, after)).toEqual([
    { path: "actions.0.do.0.with.value", kind: "changed", step: "inner", before: 1, after: 2 },
    { path: "actions.1", kind: "added", step: "two", after: step("two") },
  ]);
  expect(ruleChanges(rule([step("one")]), rule([step("other")])).map(({ kind, step: id }) => [kind, id])).toEqual([
    ["removed", "one"],
    ["added", "other"],
  ]);
});

test("fields that come and go have only the side that there is", () => {
  expect(ruleChanges(rule([], { description: "x" }), rule([], { labels: { team: "b" } }))).toEqual([
    { path: "description", kind: "removed", before: "x" },
    { path: "labels", kind: "added", after: { team: "b" } },
  ]);
});

test("a rule is put into the order in which people write one, and data into that of the alphabet", () => {
  const ordered = inReadingOrder({
    actions: [{ with: { b: 1, a: { name: 1, id: 2 } }, use: "noop", id: "x" }],
    triggers: [{ timezone: "UTC", misfire: {}, cron: "* * * * *", id: "t" }],
    name: "n",
    rule: "r",
  });
  expect(JSON.stringify(ordered)).toBe(
    '{"rule":"r","name":"n","triggers":[{"id":"t","cron":"* * * * *","timezone":"UTC","misfire":{}}],' +
      '"actions":[{"id":"x","use":"noop","with":{"a":{"id":2,"name":1},"b":1}}]}',
  );
});
