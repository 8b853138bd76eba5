import { mayDo } from "@belfry/access";
import { defineRoute } from "../../contract/define-route.ts";
import { ExportedRules } from "../../schemas/rule-bundle.ts";
import { RuleParams } from "../../schemas/rule.ts";

export const exportRule = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/export",
  operation: "rules.export",
  summary: "Gives a rule with everything it needs, to be imported elsewhere",
  description:
    "With it come the rules that it calls, the calendars it asks and, if you may read them, the variables it reads. Secrets are only named.",
  permission: "rules:read",
  alsoNeeds: ["personal-data:read"],
  reach: "scoped",
  params: RuleParams,
  response: ExportedRules,
  errors: ["RULE_NOT_FOUND"],

  handle: ({ engine, params, caller, scope }) =>
    engine.exportRules({
      rules: [params.rule],
      scope,
      withVariables: scope === null && mayDo(caller, "variables:read"),
    }),
});
