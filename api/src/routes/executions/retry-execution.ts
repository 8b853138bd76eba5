import { defineRoute } from "../../contract/define-route.ts";
import { ExecutionDetail, ExecutionParams } from "../../schemas/execution.ts";
import { RetryBody } from "../../schemas/failure.ts";

export const retryExecution = defineRoute({
  method: "POST",
  path: "/v1/executions/{executionId}/retry",
  operation: "executions.retry",
  summary: "Runs a failed or cancelled execution again",
  description:
    "From the action that failed finished actions are not repeated; for a parent its failed children run again. From the start a new execution repeats everything, and its answer is the new one, whose `retryOf` names the old.",
  permission: "executions:write",
  reach: "scoped",
  params: ExecutionParams,
  body: RetryBody,
  example: { params: { executionId: "2" }, body: { from: "failed", version: "same" } },
  response: ExecutionDetail,
  errors: [
    "EXECUTION_NOT_FOUND",
    "EXECUTION_NOT_RETRYABLE",
    "EXECUTION_RETRIED_ALREADY",
    "RETRY_STEPS_DIFFER",
    "RULE_INVALID",
    "INPUT_INVALID",
  ],

  async handle({ engine, hub, params, body, actor }) {
    const { from, version, note } = body;
    const retry = { from, version, by: actor, ...(note !== undefined && { note }) };
    const execution = await engine.retryExecution(params.executionId, retry);
    hub.changed("executions", params.executionId);
    return execution;
  },
});
