import { mayDo } from "@belfry/access";
import { defineRoute } from "../../contract/define-route.ts";
import { ExportedRules, ExportQuery } from "../../schemas/rule-bundle.ts";

export const exportRules = defineRoute({
  method: "GET",
  path: "/v1/rule-bundle",
  operation: "rules.exportMany",
  summary: "Gives rules with everything they need, to be imported elsewhere",
  description:
    "All that are not archived, or those that the query names: at most 1000. With them come the rules that they call, the calendars they ask and, if you may read them, the variables they read. Secrets are only named.",
  permission: "rules:read",
  alsoNeeds: ["personal-data:read"],
  reach: "scoped",
  query: ExportQuery,
  example: { query: { folder: "reports" } },
  response: ExportedRules,
  errors: ["RULE_NOT_FOUND"],

  handle: ({ engine, query: { rules, folder, label, source }, caller, scope }) =>
    engine.exportRules({
      scope,
      withVariables: scope === null && mayDo(caller, "variables:read"),
      ...(rules !== undefined && { rules }),
      ...(folder !== undefined && { folder }),
      ...(label !== undefined && { labels: label }),
      ...(source !== undefined && { source }),
    }),
});
