import { defineRoute } from "../../contract/define-route.ts";
import { ExecutionParams } from "../../schemas/execution.ts";
import { Explanation } from "../../schemas/explain.ts";

export const explainExecution = defineRoute({
  method: "GET",
  path: "/v1/executions/{executionId}/explain",
  operation: "executions.explain",
  summary: "Says what started an execution, what it waits for, what was left out and how it ended",
  permission: "executions:read",
  reach: "scoped",
  params: ExecutionParams,
  response: Explanation,
  errors: ["EXECUTION_NOT_FOUND"],

  handle: ({ engine, params }) => engine.explainExecution(params.executionId),
});
