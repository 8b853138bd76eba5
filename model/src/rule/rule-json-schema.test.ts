import { expect, test } from "vitest";
import { z } from "zod";
import { ruleJsonSchema } from "./rule-json-schema.ts";
import { Rule } from "./rule.ts";

/** What another program sees: the published JSON Schema and nothing of ours. */
const published = z.fromJSONSchema(JSON.parse(JSON.stringify(ruleJsonSchema())) as z.core.JSONSchema.JSONSchema);

const lateReturn = {
  rule: "dorm-late-return",
  name: "公寓晚归名单",
  triggers: [{ cron: "0 6 * * *", timezone: "Asia/Shanghai", misfire: { policy: "latest", within: "6h" } }],
  condition: "${{ size(vars.groups) > 0 }}",
  inputs: { type: "object", properties: { date: { type: "string", format: "date" } } },
  forEach: "${{ vars.groups }}",
  concurrency: { limit: 4 },
  retry: { attempts: 3, delay: "5s" },
  timeout: "30m",
  actions: [
    { id: "query", use: "http.paginate", with: { url: "https://gate.example/list" } },
    { id: "mail", use: "email.send", forEach: { items: ["a", "b"], onFailure: "collect" }, if: "${{ true }}" },
  ],
  onFailure: [{ use: "email.send", with: { subject: "{{ failure.message }}" } }],
};

test("a rule that Belfry takes is a rule by the published schema too", () => {
  expect(Rule.safeParse(lateReturn).success).toBe(true);
  expect(published.safeParse(lateReturn).error).toBeUndefined();
});

test("steps may lie in steps, however deep, in both", () => {
  const leaf = [
    { use: "noop" },
    { wait: { for: "1m" } },
    { call: { rule: "other" } },
    { set: { a: 1 } },
    { return: null },
  ];
  const branches = { a: leaf, b: [{ do: leaf, onError: "continue" }] };
  const cases = [{ when: 1, do: [{ parallel: { branches } }] }];
  const deep = {
    ...lateReturn,
    actions: [{ switch: { on: "1", cases, else: leaf }, compensate: leaf, onError: leaf }],
  };
  expect(Rule.safeParse(deep).error).toBeUndefined();
  expect(published.safeParse(deep).error).toBeUndefined();
  const wrong = { ...lateReturn, actions: [{ do: [{ do: [{ use: "noop", wiht: {} }] }] }] };
  expect(Rule.safeParse(wrong).success).toBe(false);
  expect(published.safeParse(wrong).success).toBe(false);
});

test.each([
  ["nothing to do", {}],
  ["two things to do", { use: "noop", return: 1 }],
  ["two things to wait for", { wait: { for: "1m", until: "18:00" } }],
  ["an event without its key", { wait: { event: "order.paid" } }],
  ["a limit of a wait that has an end", { wait: { for: "1m", timeout: "2m" } }],
])("a step with %s is refused, with the reason", (_what, step) => {
  const parsed = Rule.safeParse({ ...lateReturn, actions: [step] });
  expect(parsed.error?.issues.map(({ message }) => message).join(" ")).toMatch(
    /exactly one|needs the key|is for a wait/,
  );
});

test.each([
  ["a field that does not exist", { ...lateReturn, trigers: [] }],
  ["a field of an action that does not exist", { ...lateReturn, actions: [{ use: "email.send", wiht: {} }] }],
  ["no action", { ...lateReturn, actions: [] }],
  ["a name with a blank", { ...lateReturn, rule: "dorm late return" }],
  ["a limit of nobody", { ...lateReturn, concurrency: { limit: 0 } }],
  ["a policy that does not exist", { ...lateReturn, triggers: [{ cron: "0 6 * * *", misfire: { policy: "newest" } }] }],
  ["an id that no expression can name", { ...lateReturn, actions: [{ use: "email.send", id: "send-mail" }] }],
])("both refuse %s", (_what, rule) => {
  expect(Rule.safeParse(rule).success).toBe(false);
  expect(published.safeParse(rule).success).toBe(false);
});

test("an editor can say of each field of a rule and of an action what it means", () => {
  const definitions = ruleJsonSchema()["$defs"] as Record<string, { properties?: Record<string, object> }>;
  const mute = [
    "Rule",
    "ActionStep",
    "RetryConfig",
    "RetryTimes",
    "MisfireConfig",
    "SwitchStep",
    "SwitchCase",
    "ParallelStep",
    "WaitStep",
    "CallStep",
  ].flatMap((name) =>
    Object.entries(definitions[name]?.properties ?? {})
      .filter(([field, schema]) => field !== "description" && !("description" in schema) && !("$ref" in schema))
      .map(([field]) => `${name}.${field}`),
  );
  expect(mute).toEqual([]);
});
