import { defineRoute } from "../../contract/define-route.ts";
import { expectedOf, IfMatch } from "../../schemas/preconditions.ts";
import { RuleParams, RuleStatusAnswer } from "../../schemas/rule.ts";

export const enableRule = defineRoute({
  method: "POST",
  path: "/v1/rules/{rule}/enable",
  operation: "rules.enable",
  summary: "Enables a rule; doing it twice changes nothing",
  description:
    "A rule that is enabled fires from now on; the slots of the time it was disabled are accounted for as such. Where the installation or the rule wants a second person when a rule that sends to the outside is first enabled, the rule stays disabled and `approval` is the request that waits.",
  permission: "rules:write",
  reach: "scoped",
  params: RuleParams,
  headers: IfMatch,
  response: RuleStatusAnswer,
  errors: ["SECRET_NOT_FOUND", "CALENDAR_NOT_FOUND", "RULE_NOT_FOUND", "PRECONDITION_FAILED"],

  async handle({ engine, hub, params, headers, actor, http }) {
    const rule = await engine.setRuleStatus(params.rule, "enabled", { by: actor, ...expectedOf(headers) });
    hub.changed("rules", params.rule);
    http.setRevision(rule.revision);
    return rule;
  },
});
