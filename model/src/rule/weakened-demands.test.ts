import { expect, test } from "vitest";
import { Rule } from "./rule.ts";
import { weakenedDemands } from "./weakened-demands.ts";

const rule = (approval: unknown, step: Record<string, unknown> = {}) =>
  Rule.parse({
    rule: "r",
    name: "r",
    ...(approval !== undefined && { approval }),
    actions: [{ id: "mail", use: "email.send", ...step }],
  });

test("a demand that stays, or grows, is no weaker", () => {
  const before = rule({ deletion: true, recipientsAbove: 100 }, { approval: true });
  expect(weakenedDemands(before, before)).toEqual([]);
  const after = rule({ firstEnable: true, deletion: true, recipientsAbove: 5 }, { approval: true });
  expect(weakenedDemands(before, after)).toEqual([]);
});

test("a demand that is dropped, switched off or raised is named", () => {
  const before = rule({ firstEnable: true, deletion: true, recipientsAbove: 100 });
  expect(weakenedDemands(before, rule(undefined))).toEqual([
    "approval.firstEnable",
    "approval.deletion",
    "approval.recipientsAbove",
  ]);
  expect(weakenedDemands(before, rule({ firstEnable: true, deletion: false, recipientsAbove: 101 }))).toEqual([
    "approval.deletion",
    "approval.recipientsAbove",
  ]);
});

test("a demand of a step cannot be renamed away, nor exchanged for one that asks something else", () => {
  const asks = rule(undefined, { approval: true });
  expect(weakenedDemands(asks, rule(undefined, { approval: true, id: "mail2" }))).toEqual(["actions[0].approval"]);
  expect(weakenedDemands(asks, rule(undefined, { approval: true, use: "http.request" }))).toEqual([
    "actions[0].approval",
  ]);
  expect(weakenedDemands(asks, rule(undefined, { approval: { recipientsAbove: 0 } }))).toEqual(["actions[0].approval"]);
  const limits = rule(undefined, { approval: { recipientsAbove: 10 } });
  expect(weakenedDemands(limits, rule(undefined, { approval: { recipientsAbove: 11 } }))).toEqual([
    "actions[0].approval",
  ]);
  expect(weakenedDemands(limits, rule(undefined, { approval: { recipientsAbove: 9 } }))).toEqual([]);
});
