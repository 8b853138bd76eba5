import { expect, test } from "vitest";
import { ruleYaml } from "./rule-yaml.ts";

test("a rule reads as the documentation writes it, whatever order its keys came in", () => {
  const definition = {
    actions: [{ use: "noop", with: { b: 1, a: "${{ inputs.day }}" }, id: "first" }],
    name: "公寓晚归名单",
    inputs: { properties: { day: { format: "date", default: "", title: "日期", type: "string" } }, type: "object" },
    triggers: [{ timezone: "Asia/Shanghai", cron: "0 6 * * *", id: "morning" }],
    rule: "dorm",
  };
  expect(ruleYaml(definition)).toBe(`rule: dorm
name: 公寓晚归名单
triggers:
  - id: morning
    cron: 0 6 * * *
    timezone: Asia/Shanghai
inputs:
  type: object
  properties:
    day:
      type: string
      title: 日期
      default: ""
      format: date
actions:
  - id: first
    use: noop
    with:
      b: 1
      a: \${{ inputs.day }}
`);
});

test("steps inside of steps read like all others, and what they are given stays as it is", () => {
  const step = { do: [{ with: { use: 1, id: 2 }, use: "noop", id: "inner" }], id: "outer", if: "true" };
  expect(ruleYaml({ actions: [step] })).toBe(`actions:
  - id: outer
    if: "true"
    do:
      - id: inner
        use: noop
        with:
          use: 1
          id: 2
`);
});

test("what is no rule is shown as it is", () => {
  expect(ruleYaml({ actions: "none", triggers: [7], inputs: [] })).toBe(
    "triggers:\n  - 7\ninputs: []\nactions: none\n",
  );
});
