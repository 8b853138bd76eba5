import { defineRoute } from "../../contract/define-route.ts";
import { PageQuery, pageOf, readPage } from "../../schemas/page.ts";
import { RuleVersion } from "../../schemas/rule-version.ts";
import { RuleParams } from "../../schemas/rule.ts";

export const listVersions = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/versions",
  operation: "rules.versions",
  summary: "Lists the versions of a rule, newest first",
  description: "Every save makes one; none ever changes or goes. An execution keeps to the version it started with.",
  permission: "rules:read",
  reach: "scoped",
  params: RuleParams,
  query: PageQuery,
  response: pageOf(RuleVersion),
  errors: ["RULE_NOT_FOUND"],

  handle: ({ engine, params, query }) =>
    readPage(query, async (page) => {
      const versions = await engine.listRuleVersions(params.rule, page);
      return versions.map((version) => ({ ...version, id: version.version }));
    }),
});
