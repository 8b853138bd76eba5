import { defineRoute } from "../../contract/define-route.ts";
import { FailureJob } from "../../schemas/failure.ts";
import { pageOf, PageQuery, readPage } from "../../schemas/page.ts";

export const listFailureJobs = defineRoute({
  method: "GET",
  path: "/v1/failure-jobs",
  operation: "failures.jobs",
  summary: "Lists the retries and closings of many failed executions, newest first",
  description: "Whoever is restricted to labels or inputs sees those that were asked for under the same restriction.",
  permission: "executions:read",
  reach: "scoped",
  query: PageQuery,
  example: { query: { limit: "20" } },
  response: pageOf(FailureJob),
  errors: [],

  async handle({ engine, query, actor, scope }) {
    return readPage(query, (page) => engine.listFailureJobs({ by: actor, scope }, page));
  },
});
