import { defineRoute } from "../../contract/define-route.ts";
import { RuleDifference, VersionDiffQuery, VersionParams } from "../../schemas/rule-version.ts";

export const diffVersions = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/versions/{version}/diff",
  operation: "rules.diff",
  summary: "Compares a version of a rule with another one",
  description:
    "Triggers and steps are compared with those they were, by their ids: one that is put in between is one change and not a change of all that follow.",
  permission: "rules:read",
  reach: "scoped",
  params: VersionParams,
  query: VersionDiffQuery,
  response: RuleDifference,
  errors: ["RULE_NOT_FOUND", "RULE_VERSION_NOT_FOUND"],

  handle: ({ engine, params, query }) => engine.diffRuleVersions(params.rule, params.version, query.from),
});
