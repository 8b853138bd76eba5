import { SlotFate } from "@belfry/model";
import { z } from "zod";

const Fates = z.partialRecord(z.enum(SlotFate), z.int());

const SlotDay = z
  .object({
    day: z.string(),
    due: z
      .int()
      .nullable()
      .describe(
        "Counted by schedule arithmetic; null where that is not possible: the slots were summed up after their time, a trigger's plugin is gone, or there are more than 100,000 in the range.",
      ),
    planned: z.int(),
    fates: Fates,
    balanced: z
      .boolean()
      .nullable()
      .describe("Whether due = planned + the sum of the fates; null where due is not known."),
    summedUp: z.boolean().describe("Whether slots of this day may stand in the sums of the months."),
  })
  .meta({ id: "SlotDay" });

export const SlotDays = z
  .object({
    rule: z.string(),
    timeZone: z.string(),
    days: z.array(SlotDay),
    summedUp: z
      .array(z.object({ month: z.string().describe("`2026-02`"), fates: Fates }))
      .describe("What is left of slots after their time, by the month in which they were decided."),
  })
  .meta({ id: "SlotDays" });

const Percentiles = z.object({ p50Ms: z.number(), p95Ms: z.number() }).nullable();

const Numbers = z.object({
  executions: z.int().describe("How many ended."),
  states: z.object({ success: z.int(), failed: z.int(), cancelled: z.int(), skipped: z.int() }),
  successRate: z
    .number()
    .nullable()
    .describe("Of those that succeeded or failed, from 0 to 1; null when there are none."),
  took: Percentiles.describe("From the first claim to the end, to within 5 %."),
  waited: Percentiles.describe("From its creation to the first claim, to within 5 %."),
  failures: z
    .array(z.object({ class: z.string(), code: z.string(), n: z.int() }))
    .describe("The ten most frequent reasons of failure."),
});

export const StatisticsView = z
  .object({
    timeZone: z.string().describe("In which the days begin and end: that of the installation."),
    by: z.enum(["day", "week", "month"]),
    from: z.string().describe("The first day that was asked for."),
    to: z.string().describe("The last day; when none was asked for, the day that it is now in that zone."),
    total: Numbers.describe("Of all periods together."),
    periods: z
      .array(Numbers.extend({ from: z.string().describe("The first day of the period.") }))
      .describe("All of the range in their order, the empty ones too."),
    busiest: z
      .array(z.object({ rule: z.string(), name: z.string(), executions: z.int(), succeeded: z.int(), failed: z.int() }))
      .describe("The ten rules of which the most executions ended."),
  })
  .meta({ id: "Statistics" });
