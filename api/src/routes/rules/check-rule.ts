import { defineRoute } from "../../contract/define-route.ts";
import { CheckedRule, RuleDefinition } from "../../schemas/rule.ts";

export const checkRule = defineRoute({
  method: "POST",
  path: "/v1/rules/check",
  operation: "rules.check",
  summary: "Says what is wrong with a rule and saves nothing",
  permission: "rules:read",
  reach: "everybody",
  body: RuleDefinition,
  example: {
    body: {
      rule: "nightly-report",
      name: "Nightly report",
      labels: { team: "students" },
      triggers: [{ cron: "0 6 * * *", timezone: "Asia/Shanghai" }],
      actions: [{ id: "night", use: "noop", with: { value: "${{ now }}" } }],
    },
  },
  response: CheckedRule,
  errors: [],

  async handle({ engine, body }) {
    return { problems: engine.checkRule(body) };
  },
});
