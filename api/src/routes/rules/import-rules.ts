import { mayDo } from "@belfry/access";
import { defineRoute } from "../../contract/define-route.ts";
import { ImportQuery, ImportRequest, ImportResult } from "../../schemas/rule-bundle.ts";

export const importRules = defineRoute({
  method: "POST",
  path: "/v1/rules/import",
  operation: "rules.import",
  summary: "Saves rules with the calendars and variables they need, all of it or nothing",
  description:
    "With `dryRun=true` it only says what would happen, by the same checks, and answers 200 whatever is wrong. Else one part that is refused lets nothing happen. What is the same already is left alone, so doing it twice changes nothing. Calendars take the permission calendars:write and variables variables:write.",
  permission: "rules:write",
  reach: "scoped",
  bodyLimitBytes: 8 * 1024 * 1024,
  query: ImportQuery,
  body: ImportRequest,
  example: {
    query: { dryRun: "true" },
    body: {
      rules: [
        {
          rule: "nightly-report",
          name: "Nightly report",
          folder: "reports",
          actions: [{ id: "night", use: "noop", with: { value: "${{ now }}" } }],
        },
      ],
      source: "campus-rules",
    },
  },
  response: ImportResult,
  errors: ["RULE_IMPORT_REFUSED"],

  async handle({ engine, hub, query, body, caller, actor, scope }) {
    const { rules, calendars, variables, note, source, expected, ...how } = body;
    const isFree = scope === null;
    const result = await engine.importRules(
      { rules, calendars, variables },
      {
        ...how,
        by: actor,
        scope,
        dryRun: query.dryRun,
        // Calendars and variables belong to no department.
        may: {
          weakenDemands: mayDo(caller, "settings:write"),
          calendars: isFree && mayDo(caller, "calendars:write"),
          variables: isFree && mayDo(caller, "variables:write"),
        },
        ...(note !== undefined && { note }),
        ...(source !== undefined && { source }),
        ...(expected !== undefined && { expected }),
      },
    );
    if (result.applied) hub.changed("rules");
    return result;
  },
});
