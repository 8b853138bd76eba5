import { AppError } from "@belfry/model";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { InstantInput, limit } from "../../schemas/common.ts";
import { listOf } from "../../schemas/page.ts";
import { RuleParams, SlotView } from "../../schemas/rule.ts";

const DAY_MS = 86_400_000;

export const listSlots = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/slots",
  operation: "rules.slots",
  summary: "Lists the slots of a rule and what became of each, oldest first",
  permission: "rules:read",
  reach: "scoped",
  params: RuleParams,
  query: z.strictObject({
    from: InstantInput.optional().describe("Nine days before `until` when left out."),
    until: InstantInput.optional().describe("Two days from now when left out."),
    limit: limit(1_000, 200),
  }),
  bounded: "A window of time and at most `limit` of it: ask on with the end of the last slot as `from`.",
  response: listOf(SlotView),
  errors: ["RULE_NOT_FOUND"],

  async handle({ engine, params, query, scope }) {
    // Only the frame of a picture: what lies in it was decided by the database's clock.
    const until = query.until ?? new Date(Date.now() + 2 * DAY_MS);
    const from = query.from ?? new Date(until.getTime() - 9 * DAY_MS);
    if (from >= until) {
      const problem = { path: "query.from", message: "It is not before `until`.", remedy: "Ask for an earlier time." };
      throw new AppError("REQUEST_INVALID", { problems: [problem] });
    }
    return { items: await engine.listSlots(params.rule, { from, until, limit: query.limit, scope }) };
  },
});
