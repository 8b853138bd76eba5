import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { Flag } from "../../schemas/common.ts";
import { listOf } from "../../schemas/page.ts";
import { RuleView } from "../../schemas/rule.ts";

export const listRules = defineRoute({
  method: "GET",
  path: "/v1/rules",
  operation: "rules.list",
  summary: "Lists the rules by name",
  permission: "rules:read",
  reach: "scoped",
  query: z.strictObject({ archived: Flag.default(false).describe("Whether to list the archived ones as well.") }),
  response: listOf(RuleView),
  errors: [],

  async handle({ engine, query, scope }) {
    return { items: await engine.listRules({ archived: query.archived, scope }) };
  },
});
