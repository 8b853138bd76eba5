import { defineAction, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { connectionProblems } from "../database/statement-rules.ts";
import { withSession } from "../database/with-session.ts";
import { mirrorFields } from "./mirror-fields.ts";
import { refusedTasks } from "./table-columns.ts";

/** Looks whether the tables that a grid is mirrored to have room for its task types. */
export const gridColumns = defineAction({
  id: "grid.columns",
  displayName: { zh: "检查任务表的列", en: "Check the tables of a grid" },
  description: {
    zh: "检查自有任务表（MySQL/MariaDB、PostgreSQL）是否有各任务类型的状态列、周期列是否够长；结果交给 grid.generate 的 refused。",
    en: "Looks whether tables of your own (MySQL/MariaDB, PostgreSQL) have the columns of the task types, and whether their periods fit; `grid.generate` takes what it finds as `refused`.",
  },
  input: z.strictObject({
    ...mirrorFields,
    date: text()
      .optional()
      .describe("The base date T. Default: the business day of the time at which the rule was due."),
  }),
  idempotent: true,
  cost: "io",
  dryRun: "runs",
  retryableErrors: "SQL_UNREACHABLE (no connection, or it broke) and SQL_TIMEOUT.",
  check: ({ connection }) => connectionProblems(connection),
  async run(ctx, { connection, grid, tables, columns, date, timeout }) {
    const refused = await withSession(
      ctx,
      await ctx.secret(connection),
      { timeoutMs: timeout },
      async (session, { dialect }) => {
        await session.begin("read");
        const found: Record<string, string> = {};
        for (const table of tables) {
          const { only } = table;
          const { tasks } = await ctx.grids.tasks(grid, {
            ...(only !== undefined && { only }),
            ...(date !== undefined && { date }),
          });
          Object.assign(found, await refusedTasks(session, dialect, { table, columns, tasks }));
        }
        return found;
      },
    );
    for (const [task, why] of Object.entries(refused)) ctx.log.error(`${task}: ${why}`, { task });
    return { refused, count: Object.keys(refused).length };
  },
});
