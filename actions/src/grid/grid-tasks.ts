import { ActionFailure, defineAction, GridSchedule, MemberSelection, PlainDate, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { GridField } from "./grid-fields.ts";

export const gridTasks = defineAction({
  id: "grid.tasks",
  displayName: { zh: "列出网格任务类型", en: "List the task types of a grid" },
  description: {
    zh: "列出任务网格的任务类型、它们在某个基准日的周期与属性（如 minioPath、dremioTable），供 forEach 逐个处理；不生成任何任务。",
    en: "Lists the task types of a grid with their periods of a base date and their attributes (minioPath, dremioTable), for a `forEach` to go through; makes nothing.",
  },
  input: z.strictObject({
    grid: GridField,
    schedule: GridSchedule.or(z.literal("all"))
      .default("all")
      .describe("The task types of this schedule. Default: all."),
    tasks: z.array(z.string().min(1)).max(500).optional().describe("Only these task types."),
    only: MemberSelection.optional().describe("Only those that are for some of these members: `{ platform: [pdd] }`."),
    date: text()
      .optional()
      .describe("The base date T, as YYYY-MM-DD. Default: the business day of the time at which the rule was due."),
  }),
  idempotent: true,
  cost: "io",
  dryRun: "runs",
  retryableErrors: "None of itself.",
  async run(ctx, { grid, date, ...request }) {
    if (date !== undefined && !PlainDate.safeParse(date).success) {
      throw new ActionFailure(`${JSON.stringify(date)} is no date. Write it as YYYY-MM-DD, like 2025-10-02.`, {
        class: "config",
        code: "GRID_DATE_INVALID",
      });
    }
    const { baseDate, today, tasks } = await ctx.grids.tasks(grid, { ...request, ...(date !== undefined && { date }) });
    return { baseDate, today, tasks, count: tasks.length };
  },
});
