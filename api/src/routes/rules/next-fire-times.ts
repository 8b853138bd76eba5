import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { Flag, limit } from "../../schemas/common.ts";
import { listOf } from "../../schemas/page.ts";
import { FireTime, RuleParams } from "../../schemas/rule.ts";

export const nextFireTimes = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/next",
  operation: "rules.next",
  summary: "Lists the next fire times by schedule arithmetic, whether the rule is enabled or not",
  description:
    "As the calendars of its triggers will have them: days off are left out, moved times stand where they fire, and the first time of a trigger that lies beyond its calendar comes as undecided, the last of that trigger.",
  permission: "rules:read",
  reach: "scoped",
  params: RuleParams,
  query: z.strictObject({
    count: limit(100, 5),
    all: Flag.optional().describe(
      "Also the days that a calendar leaves out, and those of a trigger that waits for other rules.",
    ),
  }),
  bounded: "At most `count`, and up to 500 days that are left out.",
  response: listOf(FireTime),
  errors: ["RULE_NOT_FOUND"],

  async handle({ engine, params, query }) {
    return { items: await engine.nextFireTimes(params.rule, query.count, { all: query.all ?? false }) };
  },
});
