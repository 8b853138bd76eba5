import { defineRoute } from "../../contract/define-route.ts";
import { ExecutionQuery, ExecutionSummary } from "../../schemas/execution.ts";
import { pageOf, readPage } from "../../schemas/page.ts";

export const listExecutions = defineRoute({
  method: "GET",
  path: "/v1/executions",
  operation: "executions.list",
  summary: "Lists executions, newest first",
  permission: "executions:read",
  reach: "scoped",
  query: ExecutionQuery,
  example: { query: { rule: "nightly-report", limit: "20" } },
  response: pageOf(ExecutionSummary),
  errors: [],

  async handle({ engine, query, scope }) {
    const { rule, state, parent, roots, from, until } = query;
    return readPage(query, (page) =>
      engine.listExecutions({
        ...page,
        scope,
        ...(rule !== undefined && { rule }),
        ...(state !== undefined && { state }),
        ...(parent !== undefined && { parentId: parent }),
        ...(roots !== undefined && { roots }),
        ...(from !== undefined && { createdFrom: from }),
        ...(until !== undefined && { createdUntil: until }),
      }),
    );
  },
});
