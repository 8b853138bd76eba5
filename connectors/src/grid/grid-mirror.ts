import {
  ActionFailure,
  defineAction,
  formatInZone,
  type ActionContext,
  type CellSettlement,
  type GridTask,
  type MirroredCell,
  type TryOutContext,
} from "@belfry/plugin-kit";
import { z } from "zod";
import type { BoundStatement } from "../database/bind-statement.ts";
import { serverName, type Dialect } from "../database/database-url.ts";
import type { SqlSession } from "../database/sql-session.ts";
import { connectionProblems } from "../database/statement-rules.ts";
import { openTrial, type TriedStatements } from "../database/tried-statements.ts";
import { withSession } from "../database/with-session.ts";
import { mirrorFields, type MirroredTable } from "./mirror-fields.ts";
import { mirrorShops } from "./mirror-shops.ts";
import { mirrorPart, noCounts, type MirroredCounts } from "./mirror-tasks.ts";
import { openShopTable } from "./shop-table.ts";
import { buildStatement } from "./statement.ts";
import { refusedTasks } from "./table-columns.ts";
import { openTaskTable } from "./task-table.ts";

const GridMirrorInput = z.strictObject({
  ...mirrorFields,
  words: z
    .strictObject({
      planned: z.string().min(1).max(100).default("待执行").describe("What stands where a task is planned."),
      done: z.string().min(1).max(100).default("已完成").describe("What stands where it is done."),
    })
    .prefault({})
    .describe("The words by which the tables say how far a task is. Any other text is left alone."),
  days: z
    .int()
    .min(1)
    .max(3_660)
    .default(62)
    .describe("Periods that began so many days ago, or later. Default: long enough for the month before."),
});
type GridMirrorInput = z.output<typeof GridMirrorInput>;

/** How a session is written to: as it is, or shown and taken back. */
interface Writing {
  readonly begin: () => Promise<void>;
  readonly change: (statement: BoundStatement) => Promise<number>;
  readonly commit: () => Promise<void>;
}

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
    const tasks: (MirroredCounts & { task: string; table: string; error: string | null })[] = [];
    for (const table of input.tables) tasks.push(...(await mirrorTable(run, table)));
    const sum = (count: (counts: MirroredCounts) => number) => tasks.reduce((n, one) => n + count(one), 0);
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

interface MirrorRun {
  readonly ctx: ActionContext;
  readonly input: GridMirrorInput;
  readonly session: SqlSession;
  readonly dialect: Dialect;
  readonly writing: Writing;
}

async function mirrorTable(run: MirrorRun, table: MirroredTable) {
  const { ctx, input, session, dialect, writing } = run;
  const { grid, columns } = input;
  const only = table.only === undefined ? {} : { only: table.only };
  const known = await ctx.grids.tasks(grid, only);
  const tasks = known.tasks.filter(({ column }) => column !== null);
  await begin(run, known.timezone);
  const refused = await refusedTasks(session, dialect, { table, columns, tasks });
  await writing.commit();
  const counts = new Map(tasks.map(({ task }) => [task, noCounts()]));
  const open = tasks.filter(({ task }) => !Object.hasOwn(refused, task));
  const dimension = input.member ?? known.dimensions.at(-1) ?? "";
  if (!known.dimensions.includes(dimension)) throw noDimension(dimension, known.dimensions);
  const seen = { ...known, only, shopOf: ({ member }: MirroredCell) => member[dimension] ?? "" };
  const countsOf = (task: string) => counts.get(task) ?? noCounts();
  const ofPeriods = open.filter(({ shopStatus }) => !shopStatus);
  if (ofPeriods.length > 0) await mirrorPeriods(run, { ...seen, table, tasks: ofPeriods, countsOf });
  for (const task of open.filter(({ shopStatus }) => shopStatus))
    await mirrorStates(run, { ...seen, table, task, counts: countsOf(task.task) });
  return tasks.map(({ task }) => ({
    task,
    table: table.tasks,
    ...countsOf(task),
    error: refused[task] ?? null,
  }));
}

interface Seen {
  readonly today: string;
  readonly timezone: string;
  readonly only: { readonly only?: NonNullable<MirroredTable["only"]> };
  readonly table: MirroredTable;
  readonly shopOf: (cell: MirroredCell) => string;
}

async function mirrorPeriods(
  run: MirrorRun,
  {
    tasks,
    countsOf,
    ...seen
  }: Seen & { readonly tasks: readonly GridTask[]; readonly countsOf: (task: string) => MirroredCounts },
): Promise<void> {
  const { ctx, input, session, dialect, writing } = run;
  const { columns, words, grid, days } = input;
  const rows = openTaskTable(session, dialect, { table: seen.table.tasks, columns, change: writing.change });
  const columnsByTask = new Map(tasks.map(({ task, column }) => [task, column ?? ""]));
  const filter = {
    tasks: tasks.map(({ task }) => task),
    from: daysBefore(seen.today, days),
    until: LAST_DAY,
    ...seen.only,
  };
  for await (const part of ctx.grids.mirrored(grid, filter)) {
    ctx.signal.throwIfAborted();
    await begin(run, seen.timezone);
    const settlements = await mirrorPart(rows, part, { tasks: columnsByTask, words, shopOf: seen.shopOf, countsOf });
    await writing.commit();
    // Behind the table: whoever is interrupted between the two finds the table as it should be, and comes to the same.
    await settle(run, settlements, seen.table.tasks);
  }
}

async function mirrorStates(
  run: MirrorRun,
  { task, counts, ...seen }: Seen & { readonly task: GridTask; readonly counts: MirroredCounts },
): Promise<void> {
  const { ctx, input, session, dialect, writing } = run;
  const { columns, words, grid } = input;
  const { shops: table = "" } = seen.table;
  const column = task.column ?? "";
  const shops = openShopTable(session, dialect, { table, columns, change: writing.change });
  const filter = { tasks: [task.task], from: seen.today, until: seen.today, ...seen.only };
  const at = formatInZone(ctx.now, seen.timezone, "%Y-%m-%d %H:%M:%S");
  for await (const { cells } of ctx.grids.mirrored(grid, filter)) {
    ctx.signal.throwIfAborted();
    await begin(run, seen.timezone);
    const states = await shops.read(column, seen.today);
    const settlements = await mirrorShops(shops, cells, { column, states, words, at, shopOf: seen.shopOf, counts });
    await writing.commit();
    await settle(run, settlements, table);
  }
}

const LAST_DAY = "9999-12-31";
const AT_ONCE = 2_000;

async function settle({ ctx, input }: MirrorRun, settlements: readonly CellSettlement[], table: string): Promise<void> {
  for (let at = 0; at < settlements.length; at += AT_ONCE)
    await ctx.grids.settle(input.grid, settlements.slice(at, at + AT_ONCE), `${table}: ${input.words.done}`);
}

/** A transaction in which times are those of the grid: the days of the tables are the users' own. */
async function begin({ session, dialect, writing, ctx }: MirrorRun, timezone: string): Promise<void> {
  await writing.begin();
  if (dialect === "sqlite") return;
  // MySQL knows names of zones only where somebody installed them.
  const offset = formatInZone(ctx.now, timezone, "%z").replace(/(\d\d)$/, ":$1");
  const statement = buildStatement(dialect, (mark) =>
    dialect === "postgres"
      ? `select set_config('timezone', ${mark(timezone)}, true)`
      : `set time_zone = ${mark(offset)}`,
  );
  await session.change(statement);
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

function noDimension(dimension: string, known: readonly string[]): ActionFailure {
  return new ActionFailure(`The grid has no dimension ${dimension}; there are ${known.join(", ")}.`, {
    class: "config",
    code: "GRID_MIRROR_FAILED",
  });
}
