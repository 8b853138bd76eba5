import { ActionFailure, defineAction, type ActionContext, type TryOutContext } from "@belfry/plugin-kit";
import { serverName, type Dialect } from "../database/database-url.ts";
import type { SqlSession } from "../database/sql-session.ts";
import { connectionProblems } from "../database/statement-rules.ts";
import { openTrial, type TriedStatements } from "../database/tried-statements.ts";
import { withSession } from "../database/with-session.ts";
import { GridMirrorInput } from "./mirror-input.ts";
import { mirrorTable, type MirroredTask, type Writing } from "./mirror-table.ts";

/** Keeps tables of the users' own and the cells of a grid the same, both ways. */
export const gridMirror = defineAction({
  id: "grid.mirror",
  displayName: { zh: "与自有任务表同步", en: "Mirror a grid to your own tables" },
  description: {
    zh: "把网格任务写进自有任务表（缺行则插入，空状态置为 待执行），并读回旧程序写的 已完成；双向、可重复执行。支持 MySQL/MariaDB、PostgreSQL。",
    en: "Writes the cells of a grid into tables of your own (rows that are missing, the word for planned where nothing stands) and reads back what old programs finished there; both ways, and again at any time. MySQL/MariaDB and PostgreSQL.",
  },
  input: GridMirrorInput,
  // What is the same on both sides stays as it is.
  idempotent: true,
  sendsOutside: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors:
    "SQL_UNREACHABLE, SQL_CONFLICT (deadlock, serialization) and SQL_TIMEOUT: what was done stays done, and the next attempt goes on.",
  timeoutMs: 1_800_000,
  check: ({ connection }) => connectionProblems(connection),
  async run(ctx, input) {
    return inSession(ctx, input, (session) => ({
      begin: () => session.begin("write"),
      change: (statement) => session.change(statement),
      commit: () => session.commit(),
    }));
  },
  async tryOut(ctx: TryOutContext, input) {
    let database = "";
    let trial: TriedStatements | undefined;
    const output = await inSession(ctx, input, (session, dialect, name) => {
      database = name;
      // One transaction for all, which nobody commits: it goes with the connection.
      return {
        async begin() {
          if (trial !== undefined) return;
          await session.begin("write");
          trial = await openTrial(session, dialect);
        },
        change: async (statement) => (await trial?.change(statement)) ?? 0,
        commit: async () => undefined,
      };
    });
    const statements = trial?.statements ?? [];
    ctx.show({ kind: "sql", database, statements });
    return output;
  },
});

async function inSession(
  ctx: ActionContext,
  input: GridMirrorInput,
  writing: (session: SqlSession, dialect: Dialect, name: string) => Writing,
) {
  const options = { timeoutMs: input.timeout };
  return withSession(ctx, await ctx.secret(input.connection), options, async (session, database) => {
    const { dialect } = database;
    const run = { ctx, input, session, dialect, writing: writing(session, dialect, serverName(database)) };
    const tasks: MirroredTask[] = [];
    for (const table of input.tables) tasks.push(...(await mirrorTable(run, table)));
    const sum = (count: (task: MirroredTask) => number) => tasks.reduce((n, one) => n + count(one), 0);
    const failed = tasks.filter(({ error }) => error !== null);
    for (const { task, error } of failed) ctx.log.error(`${task}: ${error}`, { task });
    if (failed.length > 0 && failed.length === tasks.length) {
      throw new ActionFailure(`No task type of ${input.grid} could be mirrored. ${failed[0]?.error}`, {
        class: "config",
        code: "GRID_MIRROR_FAILED",
      });
    }
    const totals = {
      created: sum(({ created }) => created),
      existing: sum(({ existing }) => existing),
      written: sum(({ written }) => written),
      read: sum(({ read }) => read),
      failed: failed.length,
    };
    ctx.log.info(
      `${input.grid}: ${totals.created} planned, ${totals.written} written, ${totals.read} read back.`,
      totals,
    );
    return { ...totals, tasks };
  });
}
