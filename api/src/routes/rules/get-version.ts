import { defineRoute } from "../../contract/define-route.ts";
import { RuleVersionDetail, VersionParams } from "../../schemas/rule-version.ts";

export const getVersion = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/versions/{version}",
  operation: "rules.version",
  summary: "Gives one version of a rule",
  permission: "rules:read",
  reach: "scoped",
  params: VersionParams,
  response: RuleVersionDetail,
  errors: ["RULE_NOT_FOUND", "RULE_VERSION_NOT_FOUND"],

  handle: ({ engine, params }) => engine.getRuleVersion(params.rule, params.version),
});
