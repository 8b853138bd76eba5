import { defineRoute } from "../../contract/define-route.ts";
import { RuleParams, RuleView } from "../../schemas/rule.ts";

export const getRule = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}",
  operation: "rules.get",
  summary: "Gives one rule",
  description:
    "Its `ETag` is the `revision` of the rule: send it as `If-Match` with a change, and no change of others gets lost.",
  permission: "rules:read",
  reach: "scoped",
  params: RuleParams,
  response: RuleView,
  errors: ["RULE_NOT_FOUND"],

  async handle({ engine, params, http }) {
    const rule = await engine.getRule(params.rule);
    http.setRevision(rule.revision);
    return rule;
  },
});
