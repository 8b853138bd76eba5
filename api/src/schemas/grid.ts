import { CellState, GridSchedule, GridSlug, GridTaskKey, MemberSelection, PlainDate } from "@belfry/model";
import { z } from "zod";
import { Id, Instant, JsonObject, limit } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

export const GridParams = z.strictObject({ grid: GridSlug });

/** A date that periods can be counted from and stay dates. */
const BaseDate = PlainDate.refine((day) => day >= "1990-01-01" && day <= "2200-12-31", {
  error: "Write a date between 1990 and 2200, like 2025-10-02.",
});

/** `platform=pdd,tm;shop=A` in a query. */
export const Selection = z
  .string()
  .min(1)
  .max(4_000)
  .transform((text, ctx) => {
    const read = MemberSelection.safeParse(
      Object.fromEntries(
        text.split(";").map((part) => {
          const [dimension = "", values = ""] = part.split(/=(.*)/s);
          return [dimension.trim(), values.split(",").filter((value) => value !== "")];
        }),
      ),
    );
    if (read.success) return read.data;
    ctx.addIssue({ code: "custom", message: "Write it like platform=pdd,tm;shop=A." });
    return z.NEVER;
  })
  .describe("Only these members: `platform=pdd,tm;shop=A`.");

/** Names with commas between them. */
export const names = z
  .string()
  .min(1)
  .max(4_000)
  .transform((text) => text.split(","));

export const GridView = z
  .object({
    definition: JsonObject.describe("The grid as its author wrote it, with what was left out."),
    revision: z.string().describe("Another one after every change. Send it as `If-Match`."),
    members: z.int().describe("How many members there are."),
    createdAt: Instant,
    updatedAt: Instant,
    updatedBy: personal("name", z.string()),
  })
  .meta({ id: "GridView" });

export const Member = z.record(z.string(), z.string()).describe("Dimension → value.");

export const GridMemberView = z
  .object({
    id: Id,
    member: Member,
    opensOn: z.string().nullable().describe("The first day on which it is open; null: always."),
    closesOn: z.string().nullable().describe("The last day on which it is open; null: it is not closed."),
    attributes: personal("json", JsonObject),
    removed: z.boolean(),
    updatedAt: Instant,
  })
  .meta({ id: "GridMember" });

export const MemberQuery = PageQuery.extend({
  only: Selection.optional(),
  text: z.string().min(1).max(200).optional().describe("Only those one of whose names holds this, in any case."),
  removed: z
    .stringbool({ truthy: ["true", "1"], falsy: ["false", "0"], error: "Write true or false." })
    .default(false)
    .meta({ type: "boolean", description: "Whether also those that were removed." }),
});

const MemberBody = z
  .record(z.string().min(1).max(32), z.string().min(1).max(200))
  .describe("Dimension → value, of all.");

export const MembersBody = z.strictObject({
  members: z
    .array(
      z.strictObject({
        member: MemberBody,
        opensOn: PlainDate.nullable().optional().describe("The first day on which it is open. Default: always."),
        closesOn: PlainDate.nullable().optional().describe("The last day on which it is open. Default: it stays open."),
        attributes: JsonObject.optional().describe("What else is known of it: owner, cookie (whether there is one)."),
      }),
    )
    .max(10_000),
  merge: z.boolean().default(false).describe("Keeps days and attributes that are not named."),
  replace: z
    .union([z.boolean(), MemberSelection])
    .default(false)
    .describe("Removes members that are not in the list: all of them, or those of a selection."),
});

export const MemberCounts = z
  .object({
    inserted: z.int(),
    changed: z.int().describe("Members that were as they should be already are not counted."),
    removed: z.int(),
    retired: z.int().describe("Open cells of members that were closed or removed: they are not wanted any more."),
  })
  .meta({ id: "GridMemberCounts" });

export const RemoveMembersBody = z.strictObject({ members: z.array(MemberBody).min(1).max(10_000) });

export const MembersRemoved = z.object({ removed: z.int(), retired: z.int() }).meta({ id: "GridMembersRemoved" });

export const Period = z
  .object({
    label: z.string().describe("`2025-10-03`, `2025-09`, `2025-Q3` or `2025-09-24_2025-09-30`."),
    start: z.string().describe("Its first day."),
    end: z.string().describe("Its last day."),
  })
  .meta({ id: "GridPeriodDates" });

export const GenerateBody = z.strictObject({
  schedule: GridSchedule.or(z.literal("all")).default("all").describe("The task types of this schedule."),
  tasks: z.array(GridTaskKey).max(500).optional().describe("Only these task types."),
  only: MemberSelection.optional(),
  date: BaseDate.optional().describe("The base date T. Default: the business day of now."),
});

const GeneratedTask = z
  .object({
    task: z.string(),
    name: z.string(),
    column: z.string().nullable().describe("The column of its state in a table of your own."),
    period: Period.nullable().describe("Null when the calendar does not know it."),
    created: z.int().describe("Cells that were not there, or were retired, and are pending now."),
    existing: z.int().describe("Cells that were there."),
    error: z.object({ code: z.string(), message: z.string() }).nullable().describe("Why this task type failed."),
  })
  .meta({ id: "GridGeneratedTask" });

export const GridGeneration = z
  .object({
    id: Id,
    grid: z.string(),
    baseDate: z.string(),
    platforms: z.array(z.string()).describe("The values of the first dimension that its task types are for."),
    created: z.int(),
    existing: z.int(),
    failed: z.int().describe("Task types that failed; the others were generated."),
    tasks: z.array(GeneratedTask),
  })
  .meta({ id: "GridGeneration" });

export const GridGenerationView = z
  .object({
    id: Id,
    baseDate: z.string(),
    executionId: z.int().nullable().describe("The execution that did it; null: somebody by hand."),
    createdAt: Instant,
    askedBy: personal("name", z.string()).describe("Empty: a rule."),
    results: z.array(GeneratedTask),
  })
  .meta({ id: "GridGenerationView" });

export const PreviewQuery = z.strictObject({ count: limit(50, 8) });

export const PlannedGeneration = z
  .object({
    at: Instant.describe("When its rule is due."),
    rule: z.string(),
    schedule: GridSchedule.or(z.literal("all")),
    baseDate: z.string(),
    tasks: z.array(
      z.object({
        task: z.string(),
        name: z.string(),
        period: Period.nullable().describe("Null when the calendar does not know it."),
      }),
    ),
  })
  .meta({ id: "PlannedGridGeneration" });

const cellFilter = {
  from: PlainDate.optional().describe("Periods that begin on this day or later. Default: 31 days ago."),
  until: PlainDate.optional().describe("Periods that begin on this day or earlier."),
  period: z.string().min(1).max(50).optional().describe("Only the period with this label, whenever it is."),
  tasks: names.pipe(z.array(GridTaskKey).max(500)).optional().describe("Only these task types: `badscore,chat`."),
  states: names.pipe(z.array(CellState).max(6)).optional().describe("Only cells in these states: `pending,failed`."),
  only: Selection.optional(),
};

export const CellQuery = PageQuery.extend({
  ...cellFilter,
  text: z.string().min(1).max(200).optional().describe("Only members one of whose names holds this, in any case."),
});

export const CellView = z
  .object({
    cell: z.string().describe("Its name for changes by hand: `3-17-512`."),
    task: z.string(),
    period: Period,
    member: Member,
    state: CellState,
    attempt: z.int().describe("How often it was begun."),
    executionId: z.int().nullable(),
    heldBy: z.string().nullable().describe("The program that works on it."),
    runAt: Instant.nullable().describe(
      "From when on it may be handed out; null: it is put aside until its member changes.",
    ),
    leaseUntil: Instant.nullable().describe("Until when whoever works on it has it for themselves."),
    reason: z.string().nullable().describe("Why it was retired or skipped: `member-closed`."),
    result: z.record(z.string(), z.number()).nullable().describe("The figures that it came to."),
    beganAt: Instant.nullable().describe("When the attempt that runs, or ran last, began."),
    updatedAt: Instant,
  })
  .meta({ id: "GridCell" });

export const CountQuery = z.strictObject({
  ...cellFilter,
  by: names
    .pipe(z.array(z.string().min(1).max(32)).max(6))
    .optional()
    .describe("Dimensions by which they are told apart, all but the last one: `platform`."),
});

export const CellCounts = z
  .object({
    task: z.string(),
    period: Period,
    of: z.record(z.string(), z.string()).describe("Dimension → value, of those by which they are told apart."),
    total: z.int(),
    states: z.object(
      Object.fromEntries(CellState.options.map((state) => [state, z.int()])) as Record<CellState, z.ZodInt>,
    ),
  })
  .meta({ id: "GridCellCounts" });
