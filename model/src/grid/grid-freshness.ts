import { z } from "zod";
import { Duration } from "../time/duration.ts";

/** By when the cells of a task type are to be complete. */
export const GridFreshness = z
  .strictObject({
    by: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day like 09:30.")
      .describe(
        "The time of day by which every cell of a period is done or skipped, in the zone of the grid. A time before the beginning of the business day lies in the night after it.",
      ),
    afterDays: z
      .int()
      .min(0)
      .max(62)
      .default(0)
      .describe("On which day after the base date of its generation; 0 is that day itself."),
    workdays: z
      .boolean()
      .default(false)
      .describe("A deadline that falls on a day off by the calendar of the grid is that of the next working day."),
    escalateAfter: Duration.optional().describe(
      "So long after the deadline it is told once more if it is still not complete: `30m`. Default: never.",
    ),
    atDeadline: z
      .enum(["wait", "announce"])
      .default("wait")
      .describe(
        "`announce`: at the deadline what there is is announced as complete, with how much is missing, so that a report goes out; it is announced again when the rest has come. `wait`: only what is complete is announced.",
      ),
  })
  .meta({ id: "GridFreshness" });
export type GridFreshness = z.output<typeof GridFreshness>;
