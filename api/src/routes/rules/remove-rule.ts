import { defineRoute } from "../../contract/define-route.ts";
import { expectedOf, IfMatch } from "../../schemas/preconditions.ts";
import { RemovedRule, RuleParams } from "../../schemas/rule.ts";

export const removeRule = defineRoute({
  method: "DELETE",
  path: "/v1/rules/{rule}",
  operation: "rules.remove",
  summary: "Removes a rule that never did anything, and archives any other",
  description:
    "What a rule did stays, and needs the rule to be understood: a rule that was ever enabled or started is archived. Where a second person has to agree, the rule stays as it is and `approval` is the request that waits.",
  permission: "rules:write",
  reach: "scoped",
  params: RuleParams,
  headers: IfMatch,
  response: RemovedRule,
  errors: ["RULE_NOT_FOUND", "PRECONDITION_FAILED"],

  async handle({ engine, hub, params, headers, actor }) {
    const removed = await engine.removeRule(params.rule, { by: actor, ...expectedOf(headers) });
    hub.changed("rules", params.rule);
    return removed.outcome === "waiting" ? removed : { ...removed, approval: null };
  },
});
