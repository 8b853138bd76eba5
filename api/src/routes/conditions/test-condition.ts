import { mayDo } from "@belfry/access";
import { AppError } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { ConditionTest, ConditionTestBody } from "../../schemas/condition.ts";

export const testCondition = defineRoute({
  method: "POST",
  path: "/v1/conditions/test",
  operation: "conditions.test",
  summary: "Says what a condition and each of its parts come to with these values",
  description:
    "Nothing is saved or started. Variables of the installation and of the rule are seen only by whoever is not restricted and may read variables and personal data, for a condition can ask for anything in them; for others only the values of the request are there. A secret stays a reference.",
  permission: "rules:read",
  reach: "everybody",
  body: ConditionTestBody,
  example: {
    body: {
      condition: { all: [{ field: "event.data.amount", op: "gte", value: 100 }] },
      event: { type: "order.paid", data: { amount: 120 } },
    },
  },
  response: ConditionTest,
  errors: ["RULE_NOT_FOUND"],

  async handle({ engine, body: { condition, rule: slug, ...given }, caller, scope }) {
    if (slug !== undefined && !(await engine.isInScope({ rule: slug }, scope)))
      throw new AppError("RULE_NOT_FOUND", { rule: slug });
    const stored = scope === null && mayDo(caller, "variables:read") && mayDo(caller, "personal-data:read");
    const rule = slug === undefined ? undefined : await engine.getRule(slug);
    const tested = await engine.testCondition(condition, {
      ...(given.event !== undefined && { event: given.event }),
      ...(given.inputs !== undefined && { inputs: given.inputs }),
      ...(given.vars !== undefined && { vars: given.vars }),
      ...(stored && { stored: rule === undefined ? {} : { rule } }),
    });
    return { ...tested, stored };
  },
});
