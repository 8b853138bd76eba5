import { defineRoute } from "../../contract/define-route.ts";
import { ExplainRuleQuery, Explanation } from "../../schemas/explain.ts";
import { RuleParams } from "../../schemas/rule.ts";
import { given } from "../given.ts";

export const explainRule = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/explain",
  operation: "rules.explain",
  summary: "Says why a rule fired at a moment, why it did not, or whether it will",
  description:
    "For each trigger in the order in which Belfry decides: fire time, missed or not, calendar, other rules, conditions with each part, limits, and what became of it. What was decided is read as it was kept; what lies ahead is evaluated with the values of today, and says so.",
  permission: "rules:read",
  reach: "scoped",
  params: RuleParams,
  query: ExplainRuleQuery,
  response: Explanation,
  errors: ["RULE_NOT_FOUND"],

  handle: ({ engine, params, query, scope }) => engine.explainRule(params.rule, { ...given(query), scope }),
});
