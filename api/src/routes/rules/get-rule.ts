import { defineRoute } from "../../contract/define-route.ts";
import { RuleParams, RuleView } from "../../schemas/rule.ts";

export const getRule = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}",
  operation: "rules.get",
  summary: "Gives one rule",
  permission: "rules:read",
  reach: "scoped",
  params: RuleParams,
  response: RuleView,
  errors: ["RULE_NOT_FOUND"],

  async handle({ engine, params }) {
    return engine.getRule(params.rule);
  },
});
