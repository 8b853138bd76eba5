import { defineRoute } from "../../contract/define-route.ts";
import { RuleParams, RuleView } from "../../schemas/rule.ts";

export const disableRule = defineRoute({
  method: "POST",
  path: "/v1/rules/{rule}/disable",
  operation: "rules.disable",
  summary: "Disables a rule; doing it twice changes nothing",
  description: "Nothing new starts; what runs goes on.",
  permission: "rules:write",
  reach: "scoped",
  params: RuleParams,
  response: RuleView,
  errors: ["RULE_NOT_FOUND"],

  async handle({ engine, hub, params }) {
    const rule = await engine.setRuleStatus(params.rule, "disabled");
    hub.changed("rules", params.rule);
    return rule;
  },
});
