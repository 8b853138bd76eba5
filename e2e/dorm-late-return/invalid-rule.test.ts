import type { RuleView } from "@belfry/engine";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusalOf } from "../support/call-api.ts";
import { exampleRule, type ExampleRule } from "../support/install-example.ts";
import { startDormitory, type Dormitory } from "../support/start-dormitory.ts";

let dormitory: Dormitory;

beforeAll(async () => {
  dormitory = await startDormitory();
});
afterAll(() => dormitory?.[Symbol.asyncDispose]());

const step = (rule: ExampleRule, id: string): Record<string, unknown> => {
  const found = rule.actions.find((action) => action.id === id);
  if (found === undefined) throw new Error(`The example has no action ${id}.`);
  return found;
};
const inputOf = (rule: ExampleRule, id: string) => step(rule, id)["with"] as Record<string, unknown>;

async function saved() {
  const { version, definition } = await dormitory.api<RuleView>("GET", "/v1/rules/dorm-late-return");
  return { version, definition };
}

test.each<[string, (rule: ExampleRule) => void, { path: string; position?: object; message: RegExp }]>([
  [
    "an unknown action",
    (rule) => Object.assign(step(rule, "workbook"), { use: "excel.writ" }),
    { path: "actions[7].use", message: /excel\.writ\b/ },
  ],
  [
    "a cron line that no clock reaches",
    (rule) => Object.assign(rule.triggers[0] ?? {}, { cron: "0 25 * * *" }),
    { path: "triggers[0].cron", message: /25/ },
  ],
  [
    "an unknown time zone",
    (rule) => Object.assign(rule.triggers[0] ?? {}, { timezone: "Asia/Beijing2" }),
    { path: "triggers[0].timezone", message: /Asia\/Beijing2/ },
  ],
  [
    "an unknown field of the rule",
    (rule) => Object.assign(rule, { schedule: "0 6 * * *" }),
    { path: "", message: /schedule/ },
  ],
  [
    "an unknown field of an action's input",
    (rule) => Object.assign(inputOf(rule, "mail"), { subjct: "x" }),
    { path: "actions[8].with", message: /subjct/ },
  ],
  [
    "an expression that cannot be read",
    (rule) => Object.assign(rule, { condition: "${{ size(vars.recipientGroups > 0 }}" }),
    { path: "condition", position: { line: 1, column: expect.any(Number) as number }, message: /./ },
  ],
  [
    "an expression inside a text",
    (rule) => Object.assign(inputOf(rule, "mail"), { subject: "名单 ${{ item.username }}" }),
    { path: "actions[8].with.subject", message: /./ },
  ],
  [
    "a template that is not closed",
    (rule) => Object.assign(inputOf(rule, "mail"), { text: "第一行\n{% if item.username %}第二行" }),
    { path: "actions[8].with.text", position: { line: 2, column: 1 }, message: /./ },
  ],
  [
    "a template filter that does not exist",
    (rule) => Object.assign(inputOf(rule, "mail"), { subject: "{{ now | dat: '%Y' }}" }),
    { path: "actions[8].with.subject", position: { line: 1, column: expect.any(Number) as number }, message: /dat/ },
  ],
  [
    "a secret where it would be shown",
    (rule) => Object.assign(inputOf(rule, "mail"), { subject: "${{ secrets.gatePassword }}" }),
    { path: "actions[8].with.subject", message: /secret/i },
  ],
])("%s is refused with its place and a remedy, and nothing is saved", async (_name, change, problem) => {
  const before = await saved();
  const refusal = await refusalOf(dormitory.changeRule(change));
  expect(refusal).toMatchObject({ status: 422, code: "RULE_INVALID" });
  expect(refusal.problems).toHaveLength(1);
  const { message, ...place } = problem;
  expect(refusal.problems[0]).toMatchObject(place);
  expect(refusal.problems[0]?.message).toMatch(message);
  expect(refusal.problems[0]?.message).toMatch(/[.。]$/);
  expect(refusal.problems[0]?.remedy).not.toBe("");
  expect(await saved()).toEqual(before);
});

test("all problems of a rule are named at once, and a new rule is not half saved", async () => {
  const rule = { ...(await exampleRule()), rule: "another-rule", condition: "size(" };
  Object.assign(step(rule, "workbook"), { use: "excel.writ" });
  Object.assign(inputOf(rule, "mail"), { subject: "{{ item" });
  const refusal = await refusalOf(dormitory.api("PUT", "/v1/rules/another-rule", rule));
  expect(refusal.problems.map(({ path }) => path)).toEqual(["condition", "actions[7].use", "actions[8].with.subject"]);
  expect(await refusalOf(dormitory.api("GET", "/v1/rules/another-rule"))).toMatchObject({
    status: 404,
    code: "RULE_NOT_FOUND",
  });
});
