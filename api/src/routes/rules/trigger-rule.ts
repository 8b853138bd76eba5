import { defineRoute } from "../../contract/define-route.ts";
import { IdempotencyHeaders } from "../../http/idempotency.ts";
import { RuleParams, Triggered, TriggerRequest } from "../../schemas/rule.ts";

export const triggerRule = defineRoute({
  method: "POST",
  path: "/v1/rules/{rule}/trigger",
  operation: "rules.trigger",
  summary: "Starts a rule by hand",
  description: "Works for a disabled rule too. Two calls with one `Idempotency-Key` start one execution.",
  permission: "rules:run",
  reach: "scoped",
  params: RuleParams,
  headers: IdempotencyHeaders,
  body: TriggerRequest,
  example: { body: { inputs: {} } },
  response: Triggered,
  errors: [
    "APPROVAL_REQUIRED",
    "RULE_NOT_FOUND",
    "RULE_NOT_ENABLED",
    "INPUT_INVALID",
    "INPUT_NOT_ALLOWED",
    "BACKLOG_FULL",
  ],

  async handle({ engine, hub, params, headers, body, actor, scope }) {
    const idempotencyKey = headers["idempotency-key"];
    const triggered = await engine.triggerRule(params.rule, {
      by: actor,
      scope,
      ...(body.inputs !== undefined && { inputs: body.inputs }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
    if (triggered.executionId !== null) hub.changed("executions", triggered.executionId);
    return triggered;
  },
});
