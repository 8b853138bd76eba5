import { defineRoute } from "../../contract/define-route.ts";
import { expectedOf, IfMatch } from "../../schemas/preconditions.ts";
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
  headers: IfMatch,
  response: RuleView,
  errors: ["RULE_NOT_FOUND", "PRECONDITION_FAILED"],

  async handle({ engine, hub, params, headers, actor, http }) {
    const rule = await engine.setRuleStatus(params.rule, "disabled", { by: actor, ...expectedOf(headers) });
    hub.changed("rules", params.rule);
    http.setRevision(rule.revision);
    return rule;
  },
});
