import { RuleFolder, RuleSlug } from "@belfry/model";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { askedDays, Day, DayRange } from "../../schemas/days.ts";
import { Label } from "../../schemas/rule.ts";
import { StatisticsView } from "../../schemas/statistics.ts";

/** A year of days, five years of weeks, and more than what is kept of months. */
const mostDays = { day: 380, week: 1_850, month: 3_700 } as const;
/** A month of days, half a year of weeks, a year of months. */
const usualDays = { day: 31, week: 26 * 7, month: 365 } as const;

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
    from: Day.optional().describe(
      "The first day. When left out a month before the last by days, half a year by weeks, a year by months.",
    ),
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
    const { from, to } = await askedDays(engine, asked, { most: mostDays[by], usual: usualDays[by] });
    return { from, to, ...(await engine.statistics({ from, to, by, rule, folder, labels: label, scope })) };
  },
});
