import { CellState, GridTaskKey, MemberSelection, PlainDate } from "@belfry/model";
import { z } from "zod";
import { Instant, JsonObject } from "./common.ts";
import { personal } from "./personal.ts";

const CellKey = z
  .string()
  .regex(/^\d{1,10}-\d{1,10}-\d{1,10}$/, "A cell is named as its claim named it: 3-17-512.")
  .describe("The cell, as its claim named it.");

const LeaseSeconds = z
  .int()
  .min(5)
  .max(86_400)
  .default(300)
  .describe(
    "How long the cells are the program's own unless it sends a heartbeat. Never longer than an attempt may take.",
  );

export const ClaimBody = z.strictObject({
  worker: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("The program that asks, as people see it beside its cells. Default: the name of its key."),
  limit: z.int().min(1).max(100).default(1).describe("How many cells at the most."),
  leaseSeconds: LeaseSeconds,
  tasks: z
    .array(GridTaskKey)
    .min(1)
    .max(100)
    .optional()
    .describe("Only cells of these task types. Default: all with `worker: external`."),
  only: MemberSelection.optional(),
});

export const ClaimedCells = z
  .object({
    cells: z
      .array(
        z.object({
          cell: z.string().describe("Its name for heartbeat, complete and fail."),
          epoch: z.int().describe("Which claim of it this is; to be sent with everything about it."),
          attempt: z.int().describe("Which attempt this is, the first is 1."),
          task: z.string(),
          period: z.object({ label: z.string(), start: z.string(), end: z.string() }),
          member: z.record(z.string(), z.string()).describe("Dimension → value."),
          attributes: personal("json", JsonObject).describe("What else is known of the member."),
          leaseUntil: Instant,
          backfill: z
            .int()
            .nullable()
            .describe("The backfill that it belongs to: data of a past day that is made up for. Null: the daily run."),
          quiet: z
            .boolean()
            .describe("Whether nobody is to be told anything of it, because its backfill was begun without messages."),
        }),
      )
      .describe("None: there is nothing to be done now."),
  })
  .meta({ id: "GridClaimedCells" });

const hold = {
  cell: CellKey,
  epoch: z.int().min(1).max(2_147_483_647).describe("The epoch of its claim."),
};

export const HeartbeatBody = z.strictObject({
  cells: z.array(z.strictObject(hold)).min(1).max(100),
  leaseSeconds: LeaseSeconds,
});

export const HeldLeases = z
  .object({
    cells: z.array(
      z.object({
        cell: z.string(),
        leaseUntil: Instant.nullable().describe("Null: it is no longer held; drop this work."),
      }),
    ),
  })
  .meta({ id: "GridHeldLeases" });

const Figures = z.record(
  z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, "A figure is named with letters, digits, _, . and -, at most 64."),
  z.number(),
);

export const CompleteBody = z.strictObject({
  ...hold,
  result: Figures.refine((figures) => Object.keys(figures).length <= 50, "There are at most 50 figures.")
    .optional()
    .describe("Figures that it came to: rows, files, bytes."),
  message: z.string().max(1_000).optional().describe("What people read beside it."),
});

export const FailBody = z.strictObject({
  ...hold,
  reason: z.string().min(1).max(1_000).describe("Why, for people."),
  retryable: z
    .boolean()
    .default(true)
    .describe("Whether another attempt may help. Then it is tried again as often as its task type says."),
});

export const CellEndView = z
  .object({
    cell: z.string(),
    state: CellState,
    attempt: z.int(),
    result: z.record(z.string(), z.number()).nullable(),
    reason: personal("text", z.string().nullable()).describe("The message of a cell that is done, or why it failed."),
    retryAt: Instant.nullable().describe("When it is tried again; null: it is not."),
  })
  .meta({ id: "GridCellEnd" });

const cellChange = {
  cells: z.array(CellKey).min(1).max(10_000).optional().describe("Only these. Default: all that the rest fits."),
  from: PlainDate.optional().describe("Periods that begin on this day or later. Default: 31 days ago."),
  until: PlainDate.optional().describe("Periods that begin on this day or earlier."),
  period: z.string().min(1).max(50).optional().describe("Only the period with this label, whenever it is."),
  tasks: z.array(GridTaskKey).min(1).max(500).optional().describe("Only these task types."),
  only: MemberSelection.optional(),
  states: z.array(CellState).min(1).max(6).optional().describe("Only cells in these states."),
};
const Reason = z.string().min(1).max(1_000).describe("Why; it stands in the audit log, and beside the cells.");

export const RetryCellsBody = z.strictObject({ ...cellChange, reason: Reason.optional() });
export const CellsWithReasonBody = z.strictObject({ ...cellChange, reason: Reason });

export const CellsChanged = z
  .object({
    changed: z.int(),
    more: z.boolean().describe("Whether there may be more of them: at most 50,000 are changed at once. Ask again."),
  })
  .meta({ id: "GridCellsChanged" });
