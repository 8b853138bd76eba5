import { defineRoute } from "../../contract/define-route.ts";
import { ExecutionDetail, ExecutionParams } from "../../schemas/execution.ts";

export const getExecution = defineRoute({
  method: "GET",
  path: "/v1/executions/{executionId}",
  operation: "executions.get",
  summary: "Gives one execution with every attempt of every action",
  permission: "executions:read",
  reach: "scoped",
  params: ExecutionParams,
  response: ExecutionDetail,
  errors: ["EXECUTION_NOT_FOUND"],

  async handle({ engine, params }) {
    return engine.getExecution(params.executionId);
  },
});
