import { defineRoute } from "../../contract/define-route.ts";
import { RuleParams, SlotReconciliation } from "../../schemas/rule.ts";

export const reconcileSlots = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/reconciliation",
  operation: "rules.reconciliation",
  summary: "Compares the slots that were due with what became of them",
  permission: "rules:read",
  reach: "scoped",
  params: RuleParams,
  response: SlotReconciliation,
  errors: ["RULE_NOT_FOUND"],

  async handle({ engine, params }) {
    return engine.reconcileSlots(params.rule);
  },
});
