import { defineRoute } from "../../contract/define-route.ts";
import { expectedOf, IfMatch } from "../../schemas/preconditions.ts";
import { RuleParams, RuleView } from "../../schemas/rule.ts";

export const unarchiveRule = defineRoute({
  method: "POST",
  path: "/v1/rules/{rule}/unarchive",
  operation: "rules.unarchive",
  summary: "Brings a rule back that was archived; it is disabled then",
  description: "A rule that is not archived stays as it is.",
  permission: "rules:write",
  reach: "scoped",
  params: RuleParams,
  headers: IfMatch,
  response: RuleView,
  errors: ["RULE_NOT_FOUND", "PRECONDITION_FAILED"],

  async handle({ engine, hub, params, headers, actor, http }) {
    const rule = await engine.unarchiveRule(params.rule, { by: actor, ...expectedOf(headers) });
    hub.changed("rules", params.rule);
    http.setRevision(rule.revision);
    return rule;
  },
});
