import { defineRoute } from "../../contract/define-route.ts";
import { RuleParams } from "../../schemas/rule.ts";
import { WhatIf, WhatIfRequest } from "../../schemas/what-if.ts";
import { editedExample } from "./edited-example.ts";

export const whatIf = defineRoute({
  method: "POST",
  path: "/v1/rules/{rule}/what-if",
  operation: "rules.whatIf",
  summary: "Replays the last days against an edited rule and compares when it would have fired with when it did",
  description:
    "Fire times are computed anew with the calendars, conditions evaluated with the events as they came in, and what is gathered is gathered by their times; variables, tables of records and calendars are those of today. Nothing is written and no action runs. At most 50 000 fire times, 20 000 events and 10 s; what was cut off stands in the notes. Whoever is restricted replays the events that came to something at their rules.",
  permission: "rules:write",
  alsoNeeds: ["events:read"],
  reach: "scoped",
  mayCreate: true,
  params: RuleParams,
  body: WhatIfRequest,
  example: {
    body: {
      definition: editedExample,
      days: 7,
    },
  },
  response: WhatIf,
  errors: ["RULE_NOT_FOUND", "RULE_INVALID"],

  handle: ({ engine, params, body, scope }) => engine.whatIf(params.rule, { ...body, scope }),
});
