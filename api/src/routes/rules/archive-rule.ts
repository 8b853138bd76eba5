import { defineRoute } from "../../contract/define-route.ts";
import { RuleParams, RuleView } from "../../schemas/rule.ts";

export const archiveRule = defineRoute({
  method: "POST",
  path: "/v1/rules/{rule}/archive",
  operation: "rules.archive",
  summary: "Archives a rule; doing it twice changes nothing",
  description: "The rule leaves the lists and never fires again until it is enabled; its executions stay.",
  permission: "rules:write",
  reach: "scoped",
  params: RuleParams,
  response: RuleView,
  errors: ["RULE_NOT_FOUND"],

  async handle({ engine, hub, params }) {
    const rule = await engine.setRuleStatus(params.rule, "archived");
    hub.changed("rules", params.rule);
    return rule;
  },
});
