import { defineRoute } from "../../contract/define-route.ts";
import { ExecutionSummary } from "../../schemas/execution.ts";
import { FailureGroupParams } from "../../schemas/failure.ts";
import { pageOf, PageQuery, readPage } from "../../schemas/page.ts";

export const listFailedExecutions = defineRoute({
  method: "GET",
  path: "/v1/failures/{group}",
  operation: "failures.executions",
  summary: "Lists the failed executions of a group, newest first",
  permission: "executions:read",
  reach: "scoped",
  params: FailureGroupParams,
  query: PageQuery,
  example: { query: { limit: "20" } },
  response: pageOf(ExecutionSummary),
  errors: ["FAILURE_GROUP_NOT_FOUND"],

  async handle({ engine, params, query, scope }) {
    return readPage(query, (page) => engine.listFailedExecutions(params.group, { ...page, scope }));
  },
});
