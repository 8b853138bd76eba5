import { defineRoute } from "../../contract/define-route.ts";
import { ExecutionDetail, ExecutionParams } from "../../schemas/execution.ts";

export const retryExecution = defineRoute({
  method: "POST",
  path: "/v1/executions/{executionId}/retry",
  operation: "executions.retry",
  summary: "Runs a failed or cancelled execution again from the action that failed",
  description: "Finished actions are not repeated. For a parent: its failed children.",
  permission: "executions:write",
  reach: "scoped",
  params: ExecutionParams,
  example: { params: { executionId: "2" } },
  response: ExecutionDetail,
  errors: ["EXECUTION_NOT_FOUND", "EXECUTION_NOT_RETRYABLE"],

  async handle({ engine, hub, params, actor }) {
    const execution = await engine.retryExecution(params.executionId, { by: actor });
    hub.changed("executions", params.executionId);
    return execution;
  },
});
