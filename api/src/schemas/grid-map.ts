import { CellState, GridSlug, GridTaskKey, PlainDate } from "@belfry/model";
import { z } from "zod";
import { Instant, limit } from "./common.ts";
import { Member, names, Period, Selection } from "./grid.ts";
import { PageQuery } from "./page.ts";

export const MapQuery = PageQuery.extend({
  rows: z
    .string()
    .min(1)
    .max(32)
    .optional()
    .describe("The dimension whose values are the rows; of the last one the members are. Default: the first one."),
  tasks: names.pipe(z.array(GridTaskKey).max(500)).optional().describe("Only these task types: `badscore,chat`."),
  only: Selection.optional(),
  text: z.string().min(1).max(200).optional().describe("Only rows in whose names this stands, in any case."),
  from: PlainDate.optional().describe("Periods that begin on this day or later. Default: 31 days ago."),
  until: PlainDate.optional().describe("Periods that begin on this day or earlier."),
  period: z.string().min(1).max(50).optional().describe("Only the period with this label, whenever it is."),
  columns: limit(62, 31),
  columnCursor: z.string().max(1_000).optional().describe("`olderPeriods` of the page before."),
});

const StateCounts = z.object(
  Object.fromEntries(CellState.options.map((state) => [state, z.int()])) as Record<CellState, z.ZodInt>,
);

export const GridMapView = z
  .object({
    periods: z.array(Period).describe("The columns, the newest first."),
    items: z.array(
      z.object({
        of: Member,
        cells: z
          .array(StateCounts.nullable())
          .describe("One for each period: how many cells are in each state; null: there is none."),
      }),
    ),
    nextCursor: z.string().nullable().describe("Where the next page of rows begins; null on the last one."),
    olderPeriods: z
      .string()
      .nullable()
      .describe("Where the next page of columns begins, as `columnCursor`; null: there are no older ones."),
  })
  .meta({ id: "GridMap" });

export const CellParams = z.strictObject({
  grid: GridSlug,
  cell: z
    .string()
    .regex(/^\d{1,10}-\d{1,10}-\d{1,10}$/, "A cell is named like 3-17-512.")
    .describe("The cell, by its name: `3-17-512`."),
});

const Hindrance = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("task-off") }),
    z.object({ kind: z.literal("member-incomplete"), missing: z.array(z.string()) }),
    z.object({ kind: z.literal("not-yet") }),
    z.object({ kind: z.literal("exclusive"), name: z.string(), value: z.string(), cell: z.string() }),
    z.object({ kind: z.literal("limit"), running: z.int(), limit: z.int() }),
    z.object({ kind: z.literal("in-line") }),
  ])
  .describe(
    "`task-off`: its task type is switched off. `member-incomplete`: its member lacks these attributes. `not-yet`: it may begin at `runAt`. `exclusive`: another cell uses what only one may use. `limit`: as many run as may. `in-line`: nothing but its turn.",
  );

export const CellDetailView = z
  .object({
    cell: z.string().describe("Its name for changes by hand: `3-17-512`."),
    task: z.string(),
    taskType: z
      .object({ name: z.string(), rule: z.string().optional(), worker: z.string().optional() })
      .nullable()
      .describe("What people call its task type, and who works on it; null: the grid no longer names it."),
    period: Period,
    member: Member,
    state: CellState,
    attempt: z.int().describe("How often it was begun."),
    epoch: z.int().describe("Which claim of it the last one is."),
    priority: z.int().describe("Lower is handed out first."),
    executionId: z.int().nullable(),
    heldBy: z.string().nullable().describe("The program that works on it, or worked on it last."),
    runAt: Instant.nullable().describe(
      "From when on it may be handed out; null: it is put aside until its member changes.",
    ),
    leaseUntil: Instant.nullable().describe("Until when whoever works on it has it for themselves."),
    reason: z.string().nullable().describe("Why it was retired, skipped or failed, or what is said of it."),
    result: z.record(z.string(), z.number()).nullable().describe("The figures that it came to."),
    beganAt: Instant.nullable().describe("When the attempt that runs, or ran last, began."),
    updatedAt: Instant,
    past: z
      .array(
        z.object({
          attempt: z.int(),
          heldBy: z.string().nullable().describe("The program that made it."),
          executionId: z.int().nullable(),
          beganAt: Instant,
          endedAt: Instant,
          reason: z.string().nullable(),
        }),
      )
      .describe("The last ten attempts that did not succeed, oldest first."),
    changes: z.array(z.enum(["retry", "skip", "done"])).describe("What can be done with it by hand."),
    hindrances: z.array(Hindrance).describe("Why it is not worked on; none unless it is pending."),
  })
  .meta({ id: "GridCellDetail" });
