import { z } from "zod";

/**
 * Waits for a duration, until a time or for an event. Nothing is held in memory meanwhile; times are those of the
 * database's clock.
 */
export const WaitStep = z
  .strictObject({
    for: z
      .string()
      .min(1)
      .optional()
      .meta({
        description: "Waits so long, as a duration, or as an expression that gives one.",
        examples: ["30m"],
      }),
    until: z
      .string()
      .min(1)
      .optional()
      .meta({
        description:
          "Waits until this moment: a time of day (the next one), a date and time, or an expression that gives one of them. Without an offset in the zone of the installation.",
        examples: ["18:00", "2026-10-01 08:00"],
      }),
    event: z
      .string()
      .min(1)
      .max(1_000)
      .optional()
      .meta({
        description: "Waits for an event of this type that is accepted after the wait began. Its output is the event.",
        examples: ["order.paid"],
      }),
    key: z
      .union([z.string().min(1), z.number()])
      .optional()
      .describe("With `event`: the value by which the event is known, evaluated when the wait begins."),
    match: z.string().min(1).optional().meta({
      description: "With `event`: an expression over `event` that gives the value to compare with `key`.",
      default: "event.subject",
    }),
    timeout: z
      .string()
      .optional()
      .describe("With `event`: the longest wait, as a duration. Default: as long as the execution may take."),
    onTimeout: z
      .enum(["fail", "continue"])
      .optional()
      .meta({ description: "With `timeout`: `continue` goes on with the output null.", default: "fail" }),
  })
  .superRefine((wait, ctx) => {
    const kinds = (["for", "until", "event"] as const).filter((kind) => wait[kind] !== undefined);
    if (kinds.length !== 1)
      ctx.addIssue({ code: "custom", message: "A wait has exactly one of for, until and event." });
    if (wait.event !== undefined && wait.key === undefined)
      ctx.addIssue({ code: "custom", path: ["key"], message: "A wait for an event needs the key of the event." });
    const without = (["key", "match", "timeout", "onTimeout"] as const).filter((field) => wait[field] !== undefined);
    if (wait.event === undefined && without[0] !== undefined)
      ctx.addIssue({ code: "custom", path: [without[0]], message: `${without[0]} is for a wait for an event.` });
  })
  .meta({ id: "WaitStep", description: "Waits for a duration, until a time, or for an event." });
export type WaitStep = z.infer<typeof WaitStep>;
