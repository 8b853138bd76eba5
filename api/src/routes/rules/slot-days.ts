import { defineRoute } from "../../contract/define-route.ts";
import { askedDays, ZonedDayRange } from "../../schemas/days.ts";
import { RuleParams } from "../../schemas/rule.ts";
import { SlotDays } from "../../schemas/statistics.ts";

/** A year, whole weeks at both ends. */
const MOST_DAYS = 380;

export const slotDays = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/slots/days",
  operation: "rules.slotDays",
  summary: "Compares day by day the slots that were due with what became of them",
  permission: "rules:read",
  reach: "scoped",
  params: RuleParams,
  query: ZonedDayRange,
  example: { query: { from: "2026-03-01", to: "2026-03-03", timeZone: "Asia/Shanghai" } },
  response: SlotDays,
  errors: ["RULE_NOT_FOUND"],

  async handle({ engine, params, query }) {
    return engine.slotDays(params.rule, await askedDays(engine, query, { most: MOST_DAYS }));
  },
});
