import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { limit } from "../../schemas/common.ts";
import { ExecutionParams, LogLine } from "../../schemas/execution.ts";
import { listOf } from "../../schemas/page.ts";

export const listLogs = defineRoute({
  method: "GET",
  path: "/v1/executions/{executionId}/logs",
  operation: "executions.logs",
  summary: "Gives the log of an execution, oldest line first",
  permission: "executions:read",
  reach: "scoped",
  params: ExecutionParams,
  query: z.strictObject({
    after: z.coerce
      .number<string>()
      .int()
      .min(0)
      .default(0)
      .meta({ type: "integer", description: "Only lines behind this one: the id of the last line that was read." }),
    limit: limit(5_000, 1_000),
  }),
  bounded: "At most `limit`: ask on with the id of the last line as `after`.",
  response: listOf(LogLine),
  errors: ["EXECUTION_NOT_FOUND"],

  async handle({ engine, params, query }) {
    return { items: await engine.executionLogs(params.executionId, query) };
  },
});
