import { z } from "zod";
import { Instant, limit } from "./common.ts";

export const FreshnessQuery = z.strictObject({
  days: z.coerce
    .number<string>({ error: "It is a whole number." })
    .int()
    .min(1)
    .max(366)
    .default(7)
    .meta({ type: "integer", description: "Deadlines of so many days, and those that come next." }),
  limit: limit(1_000, 200),
});

export const FreshnessView = z
  .object({
    grid: z.string(),
    gridName: z.string(),
    task: z.string(),
    name: z.string().describe("Of the task type."),
    period: z.object({ label: z.string(), start: z.string(), end: z.string() }),
    baseDate: z.string().describe("The base date of its generation."),
    state: z
      .enum(["fresh", "on-time", "at-risk", "late"])
      .describe(
        "`fresh`: it is complete; `on-time`: it is expected by the deadline; `at-risk`: at its pace it will not be; `late`: the deadline is over.",
      ),
    total: z.int().describe("Cells that are wanted."),
    settled: z.int().describe("Those of them that are done or skipped."),
    percent: z.number(),
    states: z.object({
      pending: z.int(),
      running: z.int(),
      done: z.int(),
      failed: z.int(),
      skipped: z.int(),
      retired: z.int(),
    }),
    deadlineAt: Instant,
    etaAt: Instant.nullable().describe("When it will be complete at the pace so far. Null: nobody can say, or it is."),
    completeAt: Instant.nullable().describe("When it was complete for the first time."),
    lateAt: Instant.nullable().describe("When rules were told that it is late."),
    escalatedAt: Instant.nullable().describe("When they were told that it still is."),
    announced: z.int().describe("How often it was announced as complete; more than once when cells came late."),
  })
  .meta({ id: "GridFreshnessView" });
