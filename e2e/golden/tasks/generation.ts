/** A generation of the golden file, carried out by the engine on the shipped grid. */
import { readFile } from "node:fs/promises";
import { plusDays } from "@belfry/model";
import { startTestEngine, tester, type TestEngine } from "@belfry/testkit";
import { parse } from "yaml";
import { shopNames, type GenerationInput, type GenerationResult, type TaskResult, type TaskRow } from "./file.ts";

interface TaskType {
  readonly task: string;
  readonly schedule: string;
  readonly period: number | readonly [number, number] | "last_month";
  readonly column: string;
  readonly shopStatus?: boolean;
}
interface ShippedGrid {
  readonly grid: string;
  readonly taskTypes: readonly TaskType[];
}

export interface TaskGenerator extends AsyncDisposable {
  /** @param names whether a platform's configuration has a task */
  generate(
    input: GenerationInput,
    options: { readonly withCookie: boolean; readonly withRows: boolean },
  ): Promise<unknown>;
}

const EXAMPLE = new URL("../../../examples/shop-task-grid/grid.yaml", import.meta.url);
const by = { by: tester };
const written: Readonly<Record<string, string>> = { pending: "待执行", done: "已完成" };

export async function startTaskGenerator(): Promise<TaskGenerator> {
  const shipped = parse(await readFile(EXAMPLE, "utf8")) as ShippedGrid;
  const test = await startTestEngine({ start: false });
  let count = 0;
  return {
    async generate(input, { withCookie, withRows }) {
      count += 1;
      const grid = `case-${count}`;
      const taskTypes = shipped.taskTypes.filter(({ task }) => withCookie || task !== "tm-cookie");
      await test.engine.saveGrid({ ...shipped, grid, taskTypes }, by);
      await writeWorld(test, grid, taskTypes, input);
      const refused = refusedTasks(taskTypes, input);
      let result: GenerationResult | undefined;
      for (const call of input.calls) {
        const { schedule = "daily", platforms, date = input.today } = call;
        const only = platforms === undefined ? {} : { only: { platform: platforms.map(String) } };
        result = resultOf(await test.engine.generateGrid(grid, { schedule, date, refused, ...only }, by));
      }
      return withRows ? { ...result, rows: await rowsOf(test, grid, taskTypes, input) } : result;
    },
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
  };
}

const platformOf = (task: string) => task.split("-")[0] ?? "";

/** As the action `grid.columns` finds them in the tables. */
function refusedTasks(taskTypes: readonly TaskType[], { missingColumns }: GenerationInput): Record<string, string> {
  const missing = taskTypes.filter(({ task, column, shopStatus }) =>
    missingColumns.includes(`${platformOf(task)}_${shopStatus === true ? "shops" : "tasks"}.${column}`),
  );
  return Object.fromEntries(missing.map(({ task, column }) => [task, `There is no column ${column}.`]));
}

function resultOf(generation: Awaited<ReturnType<TestEngine["engine"]["generateGrid"]>>): GenerationResult {
  const { platforms, tasks, failed, created, existing } = generation;
  const perTask: Record<string, Record<string, TaskResult>> = {};
  for (const { task, period, column, error, ...counts } of tasks) {
    const [platform = "", key = ""] = task.split("-");
    perTask[platform] = {
      ...perTask[platform],
      [key]: {
        targetDate: period?.label ?? "",
        created: counts.created,
        existing: counts.existing,
        success: error === null,
        statusField: column ?? "",
      },
    };
  }
  const summary = { platforms: platforms.length, taskTypes: tasks.length, success: tasks.length - failed, failed };
  return { summary: { ...summary, created, existing }, perTask };
}

/** The shops, and the states that the tables had: those of shops that are gone belong to members that were removed. */
async function writeWorld(
  { engine, database }: TestEngine,
  grid: string,
  taskTypes: readonly TaskType[],
  input: GenerationInput,
): Promise<void> {
  const members = Object.keys(input.shops).flatMap((platform) =>
    shopNames(input, platform).map((shop) => ({ platform, shop })),
  );
  const rows = Object.entries(input.existingRows).flatMap(([table, ofTable]) =>
    ofTable.map((row) => ({ row, member: { platform: table.replace(/_tasks$/, ""), shop: row["shop_name"] ?? "" } })),
  );
  const isThere = ({ platform, shop }: { readonly platform: string; readonly shop: string }) =>
    members.some((one) => one.platform === platform && one.shop === shop);
  const gone = rows.map(({ member }) => member).filter((member) => !isThere(member));
  if (members.length + gone.length > 0)
    await engine.saveGridMembers(
      grid,
      [...members, ...gone].map((member) => ({ member })),
      by,
    );
  for (const { row, member } of rows.filter((one) => isThere(one.member))) {
    for (const task of taskTypes) {
      const text = row[task.column] ?? "";
      if (text === "" || task.shopStatus === true || platformOf(task.task) !== member.platform) continue;
      const only = { platform: [member.platform], shop: [member.shop] };
      const date = baseDateOf(task, row["time_period"] ?? "");
      await engine.generateGrid(grid, { tasks: [task.task], only, date }, by);
      await database.store.pool.query(
        `update belfry.grid_cells c set state = $4, reason = $5
         from belfry.grids g, belfry.grid_task_types t, belfry.grid_members m, belfry.grid_periods p
         where g.slug = $1 and t.grid_id = g.id and t.key = $2 and m.grid_id = g.id and m.path = $3 and p.grid_id = g.id
           and p.label = $6 and c.task_type_id = t.id and c.member_id = m.id and c.period_id = p.id`,
        [
          grid,
          task.task,
          [member.platform, member.shop],
          Object.keys(written).find((state) => written[state] === text) ?? "skipped",
          Object.values(written).includes(text) ? null : text,
          row["time_period"],
        ],
      );
    }
  }
  if (gone.length > 0) await engine.removeGridMembers(grid, gone, by);
}

/** The base date from which a task type is for a period. */
function baseDateOf({ period }: TaskType, label: string): string {
  if (period === "last_month") return plusDays(`${label}-28`, 4);
  return plusDays(label.slice(0, 10), -(typeof period === "number" ? period : period[0]));
}

/** The tables as they are after it: the rows that were there, and the states of the cells. */
async function rowsOf(
  { engine }: TestEngine,
  grid: string,
  taskTypes: readonly TaskType[],
  input: GenerationInput,
): Promise<Record<string, TaskRow[]>> {
  const tables = new Map<string, Map<string, Record<string, string>>>([
    ["pdd_tasks", new Map()],
    ["tm_tasks", new Map()],
  ]);
  const rowOf = (table: string, period: string, shop: string) => {
    const rows = tables.get(table) ?? new Map<string, Record<string, string>>();
    tables.set(table, rows);
    const row = rows.get(`${period} ${shop}`) ?? { time_period: period, shop_name: shop };
    rows.set(`${period} ${shop}`, row);
    return row;
  };
  for (const [table, rows] of Object.entries(input.existingRows))
    for (const row of rows)
      for (const [column, text] of Object.entries(row))
        if (text !== null && text !== "") rowOf(table, row["time_period"] ?? "", row["shop_name"] ?? "")[column] = text;
  const { items } = await engine.listGridCells(grid, { from: "2000-01-01", limit: 100_000 });
  for (const { task, period, member, state, reason } of items) {
    const type = taskTypes.find((one) => one.task === task);
    if (type === undefined || type.shopStatus === true || state === "retired") continue;
    const row = rowOf(`${platformOf(task)}_tasks`, period.label, member["shop"] ?? "");
    row[type.column] = reason ?? written[state] ?? state;
  }
  const sorted = [...tables].map(([table, rows]) => [
    table,
    [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
  ]);
  return Object.fromEntries(sorted) as Record<string, TaskRow[]>;
}
