import { GridSlug, GridTaskKey, MemberSelection, PlainDate } from "@belfry/model";
import { z } from "zod";
import { Id, IdInput, Instant } from "./common.ts";
import { personal } from "./personal.ts";

export const BackfillParams = z.strictObject({ grid: GridSlug, backfillId: IdInput });

/** Days from which periods can be counted. */
const Day = PlainDate.refine((day) => day >= "1990-01-01" && day <= "2200-12-31", {
  error: "Write a date between 1990 and 2200, like 2025-10-02.",
});

const Mode = z
  .enum(["missing", "failed", "all"])
  .describe(
    "`missing`: cells that are not there; `failed`: also those that failed; `all`: everything that nobody works on, once more.",
  );

export const BackfillBody = z.strictObject({
  from: Day.describe("Periods that begin on this day or later."),
  until: Day.describe("Periods that begin on this day or earlier. What no generation has come to yet is left to it."),
  tasks: z
    .array(GridTaskKey)
    .min(1)
    .max(500)
    .optional()
    .describe("Only these task types. Default: all that are enabled, without those about the present state of a shop."),
  only: MemberSelection.optional(),
  mode: Mode.default("missing"),
  reason: z
    .string()
    .min(1)
    .max(1_000)
    .optional()
    .describe("Why; it stands in the audit log. Needed where everything is done once more."),
  notify: z
    .boolean()
    .default(false)
    .describe("Whether its executions send messages and notices as those of the daily run do."),
  preview: z.boolean().default(false).describe("Only says what it would do; nothing is written."),
});

const Period = z.object({ label: z.string(), start: z.string(), end: z.string() }).nullable();

const BackfillPlan = z
  .object({
    from: z.string(),
    until: z.string(),
    mode: Mode,
    cells: z.int().describe("How many cells are made or opened again."),
    kept: z.int().describe("How many stay as they are."),
    durationMs: z
      .number()
      .nullable()
      .describe("About how long it takes, by what cells took lately; null when none of its task types has been done."),
    tasks: z.array(
      z.object({
        task: z.string(),
        name: z.string(),
        periods: z.int(),
        first: Period,
        last: Period,
        cells: z.int(),
        kept: z.int(),
      }),
    ),
    limits: z
      .array(
        z.object({
          task: z.string(),
          by: z.string().nullable().describe("The dimension or the attribute; null: the task type as a whole."),
          value: personal("text", z.string()).nullable().describe("The platform, the account."),
          atOnce: z.int().describe("How many of its cells run at once."),
          cells: z.int().describe("How many cells are about it, by its share of the members."),
          durationMs: z.number().nullable().describe("How long these take at the least."),
        }),
      )
      .describe("What it uses of the limits of its task types; of each the ten busiest values."),
  })
  .meta({ id: "GridBackfillPlan" });

export const BackfillView = z
  .object({
    id: Id,
    state: z.enum(["running", "paused", "cancelled", "done"]),
    mode: Mode,
    from: z.string(),
    until: z.string(),
    tasks: z.array(z.string()).nullable().describe("Null: all."),
    only: z.record(z.string(), z.array(z.string())).nullable().describe("Null: every member."),
    reason: personal("text", z.string()).nullable(),
    notify: z.boolean(),
    createdAt: Instant,
    createdBy: personal("name", z.string()),
    endedAt: Instant.nullable(),
    total: z.int().describe("How many cells it is for."),
    written: z.int().describe("How many of them are written; the rest is planned."),
    states: z
      .object({
        pending: z.int(),
        running: z.int(),
        done: z.int(),
        failed: z.int(),
        skipped: z.int(),
        retired: z.int(),
      })
      .describe("How many of the written are in each state."),
    ended: z.int().describe("How many have come to an end, for good or bad."),
    percent: z.number().describe("How much of it that is."),
    etaAt: Instant.nullable().describe("When it will be done if it goes on as it has. Null: nobody can say."),
  })
  .meta({ id: "GridBackfill" });

export const BackfillStarted = z
  .object({
    plan: BackfillPlan,
    backfill: BackfillView.nullable().describe("Null for a preview."),
  })
  .meta({ id: "GridBackfillStarted" });
