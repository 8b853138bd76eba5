import { createTestActionContext, createTestGrids, startTestEngine, tester, type TestEngine } from "@belfry/testkit";
import type { ActionDefinition } from "@belfry/plugin-kit";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { builtinConnectors } from "../../src/index.ts";
import { query, run, starters, type DatabaseUnderTest } from "../sql/sql-harness.ts";

const action = (id: string): ActionDefinition => {
  const found = builtinConnectors.actions?.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no action ${id}.`);
  return found;
};
export const mirror = action("grid.mirror");
export const columns = action("grid.columns");
export const by = { by: tester };
/** Saturday, ten minutes after midnight in Shanghai. */
const NOW = new Date("2025-10-03T16:10:00Z");
/** The old tables in each of these are tried. */
export const kinds = ["MariaDB", "PostgreSQL"] as const;
type Kind = (typeof kinds)[number];

const task = (platform: string, key: string, rest: Record<string, unknown> = {}) => ({
  task: `${platform}-${key}`,
  name: key,
  where: { platform: [platform] },
  worker: "external",
  period: -1,
  column: `${key}_status`,
  ...rest,
});
const taskTypes = [
  task("pdd", "badscore", { column: "badsscore_status" }),
  task("pdd", "quality", { period: 0 }),
  task("pdd", "kpi_days", { period: -3 }),
  task("pdd", "chat"),
  task("pdd", "kpi_weekly", { schedule: "weekly", period: [-9, -3] }),
  task("tm", "cookie", { column: "status", shopStatus: true, period: 0 }),
  task("tm", "badscore"),
  task("tm", "chat"),
  task("tm", "kpi_self", { period: -4 }),
  task("tm", "kpi_official", { period: -4 }),
];
/** The task types of the recorded run. */
export const recorded = taskTypes.map((one) => one.task).filter((name) => !/cookie|weekly/.test(name));

const membersOf = (platform: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({ member: { platform, shop: `${platform}店铺${n + 1}` } }));

/** What an action of these answers. */
export type Acted = Record<string, unknown> & {
  readonly tasks: readonly { readonly task: string; readonly created: number; readonly error: string | null }[];
  readonly refused: Readonly<Record<string, string>>;
};

function started<T>(what: T | undefined): T {
  if (what === undefined) throw new Error("It has not been started.");
  return what;
}

/** An engine and a database for the tests of a file; each of them has a grid and tables of its own. */
export function useMirror(kind: Kind) {
  let t: TestEngine | undefined;
  let database: DatabaseUnderTest | undefined;
  let n = 0;
  let grid = "";
  let prefix = "";
  beforeAll(async () => {
    t = await startTestEngine({ start: false });
    await t.database.clock.set(NOW);
    database = await starters[kind]();
  });
  afterAll(async () => {
    await t?.[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
  });
  const called = (name: string, tables: string) => {
    grid = name;
    prefix = tables;
  };
  beforeEach(() => {
    n += 1;
    called(`mirror-${n}`, `t${n}_`);
  });

  const sql = (...statements: readonly string[]) => run(started(database), ...statements);
  const rows = async (table: string, more = "") =>
    (await query(started(database), `select * from ${prefix}${table} ${more}`)).list as Record<string, unknown>[];
  const input = (more: Record<string, unknown> = {}) => ({
    connection: { $secret: "DB" },
    grid,
    tables: [
      { only: { platform: ["pdd"] }, tasks: `${prefix}pdd_tasks` },
      { only: { platform: ["tm"] }, tasks: `${prefix}tm_tasks`, shops: `${prefix}tm_shops` },
    ],
    ...more,
  });
  const cells = async (wanted: string) => {
    const { items } = await started(t).engine.listGridCells(grid, {
      from: "2025-01-01",
      tasks: [wanted],
      limit: 1_000,
    });
    return items;
  };

  return {
    get engine() {
      return started(t).engine;
    },
    get grids() {
      return createTestGrids(started(t).database, NOW);
    },
    get url() {
      return started(database).url;
    },
    get grid() {
      return grid;
    },
    get prefix() {
      return prefix;
    },
    /** Goes on with a grid and tables of this name. */
    called,
    sql,
    rows,
    input,
    /** Carries out an action. */
    async act(what: ActionDefinition, more?: Record<string, unknown>): Promise<Acted> {
      const secrets = { DB: started(database).url };
      const grids = createTestGrids(started(t).database, NOW);
      await using one = await createTestActionContext({ secrets, grids, now: NOW });
      return (await one.run(what, input(more))) as Acted;
    },
    /** The grid with so many shops. */
    async world(count: { readonly pdd: number; readonly tm: number }) {
      const dimensions = ["platform", "shop"].map((dimension) => ({ dimension, name: dimension }));
      const { engine } = started(t);
      await engine.saveGrid({ grid, name: grid, timezone: "Asia/Shanghai", dimensions, taskTypes }, by);
      await engine.saveGridMembers(grid, [...membersOf("pdd", count.pdd), ...membersOf("tm", count.tm)], by);
    },
    /** The tables as the old programs made them; the period takes one character more. */
    async tables({ without, periodLength = 21 }: { readonly without?: string; readonly periodLength?: number } = {}) {
      const stateColumns = (names: readonly string[]) =>
        names
          .filter((name) => name !== without)
          .map((name) => `${name}_status varchar(20)`)
          .join(", ");
      const own = ["badsscore", "quality", "kpi_days", "chat", "kpi_weekly", "kpi_monthly"];
      const other = ["badscore", "chat", "kpi_self", "kpi_official", "kpi_weekly", "kpi_monthly"];
      const key = `time_period varchar(${periodLength}), shop_name varchar(100)`;
      const moment = kind === "MariaDB" ? "datetime" : "timestamptz";
      await sql(
        `create table ${prefix}pdd_tasks (${key}, ${stateColumns(own)}, primary key (time_period, shop_name))`,
        `create table ${prefix}tm_tasks (${key}, ${stateColumns(other)}, primary key (time_period, shop_name))`,
        `create table ${prefix}tm_shops (shop_name varchar(100) primary key, qncookie varchar(100), status varchar(20), update_time ${moment})`,
      );
    },
    /** The states of cells of a task type, by their shops. */
    states: async (wanted: string) =>
      Object.fromEntries((await cells(wanted)).map(({ member, state }) => [member["shop"], state])),
    cellOf: async (wanted: string, shop: string) =>
      (await cells(wanted)).find(({ member }) => member["shop"] === shop)?.cell ?? "",
    /** The shops that an old consumer of 差评 finds. */
    pending: async () =>
      (await rows("pdd_tasks", "where time_period = '2025-10-03' and badsscore_status = '待执行'"))
        .map((row) => row["shop_name"])
        .toSorted((a, b) => (String(a) < String(b) ? -1 : 1)),
    /** What stands in the table of shops. */
    status: async () => Object.fromEntries((await rows("tm_shops")).map((row) => [row["shop_name"], row["status"]])),
  };
}
