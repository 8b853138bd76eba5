import {
  ActionFailure,
  formatInZone,
  type ActionContext,
  type CellSettlement,
  type GridTask,
  type MirroredCell,
} from "@belfry/plugin-kit";
import type { BoundStatement } from "../database/bind-statement.ts";
import type { Dialect } from "../database/database-url.ts";
import type { SqlSession } from "../database/sql-session.ts";
import type { MirroredTable } from "./mirror-fields.ts";
import type { GridMirrorInput } from "./mirror-input.ts";
import { mirrorShops } from "./mirror-shops.ts";
import { mirrorPart, noCounts, type MirroredCounts } from "./mirror-tasks.ts";
import { openShopTable } from "./shop-table.ts";
import { buildStatement } from "./statement.ts";
import { refusedTasks } from "./table-columns.ts";
import { openTaskTable } from "./task-table.ts";

/** How a session is written to: as it is, or shown and taken back. */
export interface Writing {
  readonly begin: () => Promise<void>;
  readonly change: (statement: BoundStatement) => Promise<number>;
  readonly commit: () => Promise<void>;
}

/** One mirroring: what it was asked for, and how the tables are written to. */
export interface MirrorRun {
  readonly ctx: ActionContext;
  readonly input: GridMirrorInput;
  readonly session: SqlSession;
  readonly dialect: Dialect;
  readonly writing: Writing;
}

/** What became of one task type. */
export interface MirroredTask extends MirroredCounts {
  readonly task: string;
  readonly table: string;
  /** Why it was not mirrored. */
  readonly error: string | null;
}

/** Mirrors the task types of one table of tasks, and of the table of shops beside it. */
export async function mirrorTable(run: MirrorRun, table: MirroredTable): Promise<MirroredTask[]> {
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
