import { defineRoute } from "../../contract/define-route.ts";
import { expectedOf, IfMatch } from "../../schemas/preconditions.ts";
import { RuleParams, RuleStatusAnswer } from "../../schemas/rule.ts";

export const archiveRule = defineRoute({
  method: "POST",
  path: "/v1/rules/{rule}/archive",
  operation: "rules.archive",
  summary: "Archives a rule; doing it twice changes nothing",
  description:
    "The rule leaves the lists and never fires again until it is enabled; its executions stay. Where a second person has to agree, the rule stays as it is and `approval` is the request that waits.",
  permission: "rules:write",
  reach: "scoped",
  params: RuleParams,
  headers: IfMatch,
  response: RuleStatusAnswer,
  errors: ["RULE_NOT_FOUND", "PRECONDITION_FAILED"],

  async handle({ engine, hub, params, headers, actor, http }) {
    const rule = await engine.setRuleStatus(params.rule, "archived", { by: actor, ...expectedOf(headers) });
    hub.changed("rules", params.rule);
    http.setRevision(rule.revision);
    return rule;
  },
});
