import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { limit } from "../../schemas/common.ts";
import { listOf } from "../../schemas/page.ts";
import { FireTime, RuleParams } from "../../schemas/rule.ts";

export const nextFireTimes = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/next",
  operation: "rules.next",
  summary: "Lists the next fire times by schedule arithmetic, whether the rule is enabled or not",
  permission: "rules:read",
  reach: "scoped",
  params: RuleParams,
  query: z.strictObject({ count: limit(100, 5) }),
  bounded: "At most `count`.",
  response: listOf(FireTime),
  errors: ["RULE_NOT_FOUND"],

  async handle({ engine, params, query }) {
    return { items: await engine.nextFireTimes(params.rule, query.count) };
  },
});
