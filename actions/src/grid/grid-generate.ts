import { ActionFailure, defineAction, GridSchedule, MemberSelection, PlainDate, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { GridField } from "./grid-fields.ts";

export const gridGenerate = defineAction({
  id: "grid.generate",
  displayName: { zh: "生成网格任务", en: "Generate cells of a grid" },
  description: {
    zh: "为任务网格生成一个基准日的任务：已有的保持不变，分别给出新建与已存在的数量。",
    en: "Makes the cells of a grid for a base date: what is there stays, and what was made and what was there are counted apart.",
  },
  input: z.strictObject({
    grid: GridField,
    schedule: GridSchedule.or(z.literal("all"))
      .default("all")
      .describe("The task types of this schedule. Default: all."),
    tasks: z.array(z.string().min(1)).max(500).optional().describe("Only these task types."),
    only: MemberSelection.optional().describe("Only these members: `{ platform: [pdd] }`."),
    date: text()
      .optional()
      .describe(
        "The base date T, as YYYY-MM-DD. Default: the business day of the time at which the rule was due, also when it is caught up with later.",
      ),
    refused: z
      .record(z.string().min(1), z.string().max(1_000))
      .optional()
      .describe(
        "Task types that are not generated, and why: what `grid.columns` found missing in your own tables. They count as failed, and the others go on.",
      ),
  }),
  // What is there stays as it is.
  idempotent: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors: "None of itself: a task type that failed is part of what it gives.",
  timeoutMs: 1_800_000,
  async run(ctx, { grid, date, ...request }) {
    if (date !== undefined && !PlainDate.safeParse(date).success) {
      throw new ActionFailure(`${JSON.stringify(date)} is no date. Write it as YYYY-MM-DD, like 2025-10-02.`, {
        class: "config",
        code: "GRID_DATE_INVALID",
      });
    }
    const generation = await ctx.grids.generate(grid, { ...request, ...(date !== undefined && { date }) });
    const { created, existing, failed, baseDate, tasks } = generation;
    ctx.log.info(`${grid} of ${baseDate}: ${created} created, ${existing} there already, ${failed} task types failed.`);
    for (const { task, error } of tasks)
      if (error !== null) ctx.log.error(`${task}: ${error.message}`, { task, code: error.code });
    // What was made stays made; people are to see that something is missing.
    if (failed > 0 && tasks.length === failed) {
      const first = tasks.find(({ error }) => error !== null)?.error?.message ?? "";
      throw new ActionFailure(`No task type of ${grid} could be generated. ${first}`, {
        class: "config",
        code: "GRID_GENERATION_FAILED",
      });
    }
    return { ...generation };
  },
});
