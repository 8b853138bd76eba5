import { defineRoute } from "../../contract/define-route.ts";
import { FailureGroup, FailureQuery } from "../../schemas/failure.ts";
import { pageOf, readPage } from "../../schemas/page.ts";
import { given } from "../given.ts";

export const listFailures = defineRoute({
  method: "GET",
  path: "/v1/failures",
  operation: "failures.list",
  summary: "Lists executions that finally failed, by their reasons",
  description:
    "Failures of one rule with the same class, code and action and like messages are a group; the one with the newest execution comes first. Events that could not be read are no failures: see `/v1/dead-letters`.",
  permission: "executions:read",
  reach: "scoped",
  query: FailureQuery,
  example: { query: { rule: "nightly-report", limit: "20" } },
  response: pageOf(FailureGroup),
  errors: [],

  async handle({ engine, query, scope }) {
    const { rule, from, until } = query;
    return readPage(query, async (page) => {
      const groups = await engine.listFailures({ ...page, scope, ...given({ rule, from, until }) });
      return groups.map((group) => ({ ...group, id: group.sample.executionId }));
    });
  },
});
