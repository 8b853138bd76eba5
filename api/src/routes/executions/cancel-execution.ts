import { defineRoute } from "../../contract/define-route.ts";
import { ExecutionDetail, ExecutionParams } from "../../schemas/execution.ts";

export const cancelExecution = defineRoute({
  method: "POST",
  path: "/v1/executions/{executionId}/cancel",
  operation: "executions.cancel",
  summary: "Stops an execution and its children before their next action",
  permission: "executions:write",
  reach: "scoped",
  params: ExecutionParams,
  response: ExecutionDetail,
  errors: ["EXECUTION_NOT_FOUND", "EXECUTION_ALREADY_FINISHED"],

  async handle({ engine, hub, params, actor }) {
    const execution = await engine.cancelExecution(params.executionId, { by: actor });
    hub.changed("executions", params.executionId);
    return execution;
  },
});
