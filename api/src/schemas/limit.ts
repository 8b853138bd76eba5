import { durationMs, formatDuration, Duration } from "@belfry/model";
import { z } from "zod";
import { Instant } from "./common.ts";

const name = z
  .string()
  .describe("A label with its value: `db=erp`. A connection as host and port: `erp.example.org:443`.");

const wellWritten = {
  label: { pattern: /^[^=]{1,63}=.{0,200}$/su, message: "A label is written with its value: db=erp." },
  connection: {
    pattern: /^[^\s/@]+:\d{1,5}$/u,
    message: "A connection is written as host and port: erp.example.org:443.",
  },
};

export const LimitParams = z
  .strictObject({ kind: z.enum(["label", "connection"]), name: name.min(1).max(300) })
  .superRefine((params, context) => {
    const { pattern, message } = wellWritten[params.kind];
    if (!pattern.test(params.name)) context.addIssue({ code: "custom", path: ["name"], message });
  });

const concurrency = z
  .int()
  .min(1)
  .max(10_000)
  .describe("Of a label: how many executions of all rules that carry it work at once.");
const note = z.string().max(1_000).describe("Why, for people.");

const LimitRate = z
  .strictObject({
    limit: z.int().min(1).max(1_000_000).describe("How many calls."),
    per: Duration.refine((value) => durationMs(value) > 0, "A rate needs a time that is longer than nothing.").describe(
      "In how long, as a duration: `1m`.",
    ),
  })
  .meta({ id: "LimitRate" });

export const LimitBody = z.strictObject({
  concurrency: concurrency.optional(),
  rate: LimitRate.optional().describe("Of a connection: how many calls begin in a time."),
  note: note.default(""),
});

export const LimitView = z
  .object({
    kind: z.enum(["label", "connection"]),
    name,
    concurrency: concurrency.nullable(),
    rate: z
      .object({ limit: z.int(), per: z.string() })
      .nullable()
      .describe("Of a connection: how many calls begin in a time."),
    note,
    running: z.int().nullable().describe("Of a label: how many executions hold a place now."),
    waiting: z.int().nullable().describe("Of a label: how many executions wait for a place."),
    updatedAt: Instant,
    updatedBy: z.string(),
  })
  .meta({ id: "Limit" });

/** A rate as people read it. */
export function rateView(rateLimit: number | null, perMs: number | null): z.output<typeof LimitView>["rate"] {
  return rateLimit === null || perMs === null ? null : { limit: rateLimit, per: formatDuration(perMs) };
}
