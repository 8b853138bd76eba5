import { RuleFolder, RuleSlug } from "@belfry/model";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { askedDays, DayRange } from "../../schemas/days.ts";
import { Label } from "../../schemas/rule.ts";
import { StatisticsView } from "../../schemas/statistics.ts";

/** A year of days, five years of weeks, and more than what is kept of months. */
const mostDays = { day: 380, week: 1_850, month: 3_700 } as const;

export const readStatistics = defineRoute({
  method: "GET",
  path: "/v1/statistics",
  operation: "statistics.read",
  summary: "Tells by day, week or month how executions ended",
  description:
    "Executions count in the period in which they ended; items of a list are parts of their execution. One that is opened again is taken back until it ends again. The sums stay when executions are removed after their time.",
  permission: "executions:read",
  reach: "scoped",
  query: DayRange.extend({
    by: z.enum(["day", "week", "month"]).default("day").describe("A week begins on Monday."),
    rule: RuleSlug.optional(),
    folder: RuleFolder.optional().describe("Only rules in this folder or below it."),
    label: Label.optional().describe("Only rules with this label: `team=finance`."),
  }),
  example: { query: { from: "2026-03-01", to: "2026-03-14", by: "week" } },
  response: StatisticsView,
  errors: [],

  async handle({ engine, query, scope }) {
    const { by, rule = null, folder = null, label = null, ...asked } = query;
    const { from, to } = await askedDays(engine, asked, mostDays[by]);
    return engine.statistics({ from, to, by, rule, folder, labels: label, scope });
  },
});
