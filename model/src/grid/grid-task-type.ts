import { z } from "zod";
import { RetryTimes } from "../rule/retry-policy.ts";
import { RuleSlug } from "../rule/rule.ts";
import { Duration } from "../time/duration.ts";
import { GridFreshness } from "./grid-freshness.ts";
import { GridPeriod } from "./grid-period.ts";

/** The name of a dimension, as texts and expressions write it. */
export const DimensionKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,31}$/, "A dimension is named with small letters, digits and _, at most 32 of them.");

/** The name of a task type in addresses, commands and tables. */
export const GridTaskKey = z
  .string()
  .regex(
    /^[a-z][a-z0-9_.-]{0,62}$/,
    "A task type is named with small letters, digits, _, . and -, at most 63 of them.",
  );

/** What is generated together. */
export const GridSchedule = z.enum(["daily", "weekly", "monthly", "quarterly"]);
export type GridSchedule = z.infer<typeof GridSchedule>;

/** Dimension → values: members that have one of the values in each of them. */
export const MemberSelection = z.record(DimensionKey, z.array(z.string().min(1).max(200)).min(1).max(10_000)).meta({
  id: "MemberSelection",
  description: "Members that have, in each dimension that is named, one of the values.",
});
export type MemberSelection = z.infer<typeof MemberSelection>;

/** One kind of task of a grid: what has to be done for each member in each period. */
export const GridTaskType = z
  .strictObject({
    task: GridTaskKey.describe(
      "Its name in addresses and commands. Another name is another task type, with cells of its own.",
    ),
    name: z.string().min(1).max(200).describe("The name that people see."),
    enabled: z.boolean().default(true).describe("Whether cells are generated and handed out."),
    where: MemberSelection.optional().describe("The members it is for. Default: all."),
    schedule: GridSchedule.default("daily").describe("The generations that make its cells."),
    period: GridPeriod.default(-1),
    rule: RuleSlug.optional().describe(
      "The rule that runs for each cell, with `shop`, `platform` and `period` as inputs.",
    ),
    worker: z
      .literal("external")
      .optional()
      .describe("`external`: programs of others claim the cells through the API."),
    retry: RetryTimes.optional().describe(
      "How often and when a cell that failed is tried again. Default: it is tried once. A cell whose holder is gone is given to another one, three times at least.",
    ),
    timeout: Duration.default("1h").describe("How long one attempt may take."),
    concurrency: z
      .strictObject({
        limit: z.int().min(1).max(10_000).describe("How many of its cells run at once."),
        per: DimensionKey.optional().describe("For each value of this dimension by itself. Default: of all together."),
      })
      .optional()
      .describe("How many of its cells run at once. Default: as many as there are workers."),
    exclusive: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe(
        "A dimension or an attribute: of all cells of the grid whose members have the same value there, only one runs at once. An account that two scripts must not use together.",
      ),
    needs: z
      .array(z.string().min(1).max(64))
      .max(20)
      .default([])
      .describe(
        "Attributes without which a member's cells are not handed out: `cookie`. They stay pending until it has them.",
      ),
    priority: z.int().min(0).max(1_000).default(100).describe("Lower is handed out first."),
    shopStatus: z
      .boolean()
      .default(false)
      .describe(
        "It is about the present state of a member (its cookie), not about data of a period: its cells are those of the day of the clock, whatever date is generated.",
      ),
    freshness: GridFreshness.optional().describe(
      "By when its cells are to be complete. Rules are told when they are, and when they are late.",
    ),
    column: z
      .string()
      .min(1)
      .max(128)
      .optional()
      .describe("The column of its state in a table of your own, as it is spelt there."),
    attributes: z
      .record(
        z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "An attribute is named with letters, digits and _."),
        z.union([z.string().max(1_000), z.number(), z.boolean()]),
      )
      .optional()
      .describe(
        "What rules want to know of it: `{ minioPath: ods/pdd/pdd_badscore, dremioTable: minio.warehouse.ods.pdd.pdd_badscore }`. They read it with the action `grid.tasks`.",
      ),
  })
  .superRefine(({ rule, worker, retry, freshness, shopStatus }, ctx) => {
    if (freshness !== undefined && shopStatus) {
      const message = "It is about the present, and never complete: leave out `freshness`.";
      ctx.addIssue({ code: "custom", path: ["freshness"], message });
    }
    for (const field of ["delay", "maxDelay"] as const)
      for (const { message } of Duration.safeParse(retry?.[field] ?? 0).error?.issues ?? [])
        ctx.addIssue({ code: "custom", path: ["retry", field], message });
    if ((rule === undefined) === (worker === undefined))
      ctx.addIssue({
        code: "custom",
        path: ["rule"],
        message: "Give either the `rule` that runs, or `worker: external`.",
      });
  })
  .meta({ id: "GridTaskType" });
export type GridTaskType = z.output<typeof GridTaskType>;
