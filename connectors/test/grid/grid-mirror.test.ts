/**
 * The tables of the users' own beside the cells of a grid, on real servers: what the old programs wrote and read there is
 * written and read here. Named after the cases of the former task generator (TG) and of its consumers (TL).
 */
import { actionContract, contractSecret, type ActionDefinition } from "@belfry/plugin-kit";
import {
  createTestActionContext,
  createTestGrids,
  startTestEngine,
  tester,
  type TestActionContext,
  type TestEngine,
} from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { builtinConnectors } from "../../src/index.ts";
import { query, run, starters, type DatabaseUnderTest } from "../sql/sql-harness.ts";

// Hundreds of rows on real servers: on a slow machine that takes a while.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const action = (id: string): ActionDefinition => {
  const found = builtinConnectors.actions?.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no action ${id}.`);
  return found;
};
const [mirror, columns] = [action("grid.mirror"), action("grid.columns")];
const by = { by: tester };
/** Saturday, ten minutes after midnight in Shanghai. */
const NOW = new Date("2025-10-03T16:10:00Z");

let t: TestEngine;
beforeAll(async () => {
  t = await startTestEngine({ start: false });
  await t.database.clock.set(NOW);
});
afterAll(() => t[Symbol.asyncDispose]());

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
const recorded = taskTypes.map((one) => one.task).filter((name) => !/cookie|weekly/.test(name));
const members = (platform: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({ member: { platform, shop: `${platform}店铺${n + 1}` } }));

let n = 0;
let grid = "";
let prefix = "";
beforeEach(() => {
  n += 1;
  grid = `mirror-${n}`;
  prefix = `t${n}_`;
});

const input = (more: Record<string, unknown> = {}) => ({
  connection: { $secret: "DB" },
  grid,
  tables: [
    { only: { platform: ["pdd"] }, tasks: `${prefix}pdd_tasks` },
    { only: { platform: ["tm"] }, tasks: `${prefix}tm_tasks`, shops: `${prefix}tm_shops` },
  ],
  ...more,
});

async function world(count: { readonly pdd: number; readonly tm: number }, kinds = taskTypes) {
  const dimensions = ["platform", "shop"].map((dimension) => ({ dimension, name: dimension }));
  await t.engine.saveGrid({ grid, name: grid, timezone: "Asia/Shanghai", dimensions, taskTypes: kinds }, by);
  await t.engine.saveGridMembers(grid, [...members("pdd", count.pdd), ...members("tm", count.tm)], by);
}

const states = async (wanted: string) => {
  const { items } = await t.engine.listGridCells(grid, { from: "2025-01-01", tasks: [wanted], limit: 1_000 });
  return Object.fromEntries(items.map(({ member, state }) => [member["shop"], state]));
};
const cellOf = async (wanted: string, shop: string) => {
  const { items } = await t.engine.listGridCells(grid, { from: "2025-01-01", tasks: [wanted], limit: 1_000 });
  return items.find(({ member }) => member["shop"] === shop)?.cell ?? "";
};

describe.each(["MariaDB", "PostgreSQL"] as const)("%s", (kind) => {
  let database: DatabaseUnderTest;
  beforeAll(async () => {
    database = await starters[kind]();
  });
  afterAll(() => database[Symbol.asyncDispose]());

  /** The tables as the old programs made them; the period takes one character more. */
  async function tables(options: { readonly without?: string; readonly periodLength?: number } = {}) {
    const { without, periodLength = 21 } = options;
    const stateColumns = (names: readonly string[]) =>
      names
        .filter((name) => name !== without)
        .map((name) => `${name}_status varchar(20)`)
        .join(", ");
    const own = ["badsscore", "quality", "kpi_days", "chat", "kpi_weekly", "kpi_monthly"];
    const other = ["badscore", "chat", "kpi_self", "kpi_official", "kpi_weekly", "kpi_monthly"];
    const key = `time_period varchar(${periodLength}), shop_name varchar(100)`;
    await run(
      database,
      `create table ${prefix}pdd_tasks (${key}, ${stateColumns(own)}, primary key (time_period, shop_name))`,
      `create table ${prefix}tm_tasks (${key}, ${stateColumns(other)}, primary key (time_period, shop_name))`,
      `create table ${prefix}tm_shops (shop_name varchar(100) primary key, qncookie varchar(100), status varchar(20), update_time ${kind === "MariaDB" ? "datetime" : "timestamptz"})`,
    );
  }
  const context = (now = NOW): Promise<TestActionContext> =>
    createTestActionContext({ secrets: { DB: database.url }, grids: createTestGrids(t.database, now), now });
  async function act(what: ActionDefinition, more?: Record<string, unknown>) {
    await using one = await context();
    return (await one.run(what, input(more))) as Record<string, unknown> & {
      tasks: { task: string; created: number; error: string | null }[];
      refused: Record<string, string>;
    };
  }
  const rows = async (table: string, more = "") =>
    (await query(database, `select * from ${prefix}${table} ${more}`)).list as Record<string, unknown>[];
  const pending = async () =>
    (await rows("pdd_tasks", "where time_period = '2025-10-03' and badsscore_status = '待执行'"))
      .map((row) => row["shop_name"])
      .toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
  const status = async () =>
    Object.fromEntries((await rows("tm_shops")).map((row) => [row["shop_name"], row["status"]]));

  test("TG-016, the recorded run: 532 with the missing column reported as that task's error, 544 with it", async () => {
    await tables({ without: "kpi_official" });
    await world({ pdd: 124, tm: 12 });
    const only = { tasks: recorded, schedule: "daily", date: "2025-10-04" } as const;
    const { refused } = await act(columns);
    expect(refused).toEqual({ "tm-kpi_official": `The table ${prefix}tm_tasks has no column kpi_official_status.` });
    expect(await t.engine.generateGrid(grid, { ...only, refused }, by)).toMatchObject({ created: 532, failed: 1 });
    const first = await act(mirror);
    expect(first).toMatchObject({ created: 532, existing: 0, failed: 1 });
    expect(first.tasks.find(({ error }) => error !== null)).toMatchObject({ task: "tm-kpi_official", created: 0 });
    await run(database, `alter table ${prefix}tm_tasks add column kpi_official_status varchar(20)`);
    const there = await act(columns);
    expect(there.refused).toEqual({});
    expect(await t.engine.generateGrid(grid, { ...only, refused: there.refused }, by)).toMatchObject({
      created: 12,
      existing: 532,
      failed: 0,
    });
    expect(await act(mirror)).toMatchObject({ created: 12, existing: 532, failed: 0 });
    expect(await act(mirror)).toMatchObject({ created: 0, existing: 544, written: 0, read: 0 });
    // Task types of one date share the row: 124 shops on three dates, 12 on two.
    expect(await rows("pdd_tasks")).toHaveLength(372);
    expect(await rows("tm_tasks")).toHaveLength(24);
    expect((await rows("pdd_tasks", "where time_period = '2025-10-03' and shop_name = 'pdd店铺7'"))[0]).toMatchObject({
      badsscore_status: "待执行",
      chat_status: "待执行",
      quality_status: null,
    });
  });

  test("TG-012, what stands there stays, and rows of a removed shop are not planned again", async () => {
    await tables();
    await run(
      database,
      `insert into ${prefix}pdd_tasks (time_period, shop_name, badsscore_status) values ('2025-10-03', 'pdd店铺1', '已完成'), ('2025-10-03', 'pdd店铺2', '跳过'), ('2025-10-03', 'pdd店铺3', ''), ('2025-10-03', '已关闭', null)`,
    );
    await world({ pdd: 3, tm: 0 });
    await t.engine.generateGrid(grid, { tasks: ["pdd-badscore"] }, by);
    expect(await act(mirror)).toMatchObject({ created: 1, existing: 2, read: 1 });
    const texts = (await rows("pdd_tasks")).map((row) => [row["shop_name"], row["badsscore_status"]]);
    expect(Object.fromEntries(texts)).toEqual({
      pdd店铺1: "已完成",
      pdd店铺2: "跳过",
      pdd店铺3: "待执行",
      已关闭: null,
    });
    expect(await states("pdd-badscore")).toEqual({ pdd店铺1: "done", pdd店铺2: "pending", pdd店铺3: "pending" });
  });

  test("TL-001, what an old consumer finished is done here, and what is done here it no longer finds", async () => {
    await tables();
    await world({ pdd: 3, tm: 0 });
    await t.engine.generateGrid(grid, { tasks: ["pdd-badscore"] }, by);
    await act(mirror);
    expect(await pending()).toEqual(["pdd店铺1", "pdd店铺2", "pdd店铺3"]);
    await run(database, `update ${prefix}pdd_tasks set badsscore_status = '已完成' where shop_name = 'pdd店铺2'`);
    const [claimed] = await t.engine.claimGridCells(grid, { worker: "new", only: { shop: ["pdd店铺3"] } });
    if (claimed === undefined) throw new Error("Nothing was handed out.");
    // A cell that somebody works on is left alone.
    expect(await act(mirror)).toMatchObject({ read: 1, written: 0 });
    await t.engine.completeGridCell(grid, { cell: claimed.cell, epoch: claimed.epoch });
    expect(await act(mirror)).toMatchObject({ read: 0, written: 1 });
    expect(await states("pdd-badscore")).toEqual({ pdd店铺1: "pending", pdd店铺2: "done", pdd店铺3: "done" });
    expect(await pending()).toEqual(["pdd店铺1"]);
    const { items } = await t.engine.listGridCells(grid, {
      from: "2025-01-01",
      only: { shop: ["pdd店铺2"] },
      limit: 1,
    });
    expect(items[0]?.reason).toBe(`${prefix}pdd_tasks: 已完成`);
    expect(await act(mirror)).toMatchObject({ created: 0, read: 0, written: 0 });
  });

  test("what is wanted again on one side is wanted again on the other", async () => {
    await tables();
    await world({ pdd: 2, tm: 0 });
    await t.engine.generateGrid(grid, { tasks: ["pdd-badscore"] }, by);
    await act(mirror);
    await run(database, `update ${prefix}pdd_tasks set badsscore_status = '已完成'`);
    await act(mirror);
    // Here by hand, and there by whoever cleared the column.
    const cells = [await cellOf("pdd-badscore", "pdd店铺1")];
    await t.engine.changeGridCells(grid, "retry", { cells, states: ["done"] }, by);
    await run(database, `update ${prefix}pdd_tasks set badsscore_status = null where shop_name = 'pdd店铺2'`);
    expect(await act(mirror)).toMatchObject({ created: 1, written: 1, read: 1 });
    expect(await states("pdd-badscore")).toEqual({ pdd店铺1: "pending", pdd店铺2: "pending" });
    expect((await rows("pdd_tasks")).map((row) => row["badsscore_status"])).toEqual(["待执行", "待执行"]);
    // And when they are done once more, that counts.
    await run(database, `update ${prefix}pdd_tasks set badsscore_status = '已完成'`);
    expect(await act(mirror)).toMatchObject({ read: 2 });
    expect(await states("pdd-badscore")).toEqual({ pdd店铺1: "done", pdd店铺2: "done" });
  });

  test("a period that is longer than its column is an error of that task type, and the others go on", async () => {
    await tables({ periodLength: 20 });
    await world({ pdd: 1, tm: 0 });
    const { refused } = await act(columns);
    expect(refused["pdd-kpi_weekly"]).toBe(
      `The column time_period of ${prefix}pdd_tasks takes 20 characters, and 2025-09-25_2025-10-01 has 21. Make it longer.`,
    );
    await t.engine.generateGrid(grid, {}, by);
    const mirrored = await act(mirror);
    expect(mirrored.tasks.filter(({ error }) => error !== null).map(({ task: name }) => name)).toEqual([
      "pdd-kpi_weekly",
    ]);
    expect(await rows("pdd_tasks")).toHaveLength(3);
  });

  test("TG-013 and TL-005, states of shops of an earlier day are put back, and what is written today counts", async () => {
    await tables();
    const today = kind === "MariaDB" ? "'2025-10-04 00:05:00'" : "'2025-10-04 00:05:00+08'";
    const before = kind === "MariaDB" ? "'2025-10-03 23:59:00'" : "'2025-10-03 23:59:00+08'";
    await run(
      database,
      `insert into ${prefix}tm_shops (shop_name, status, update_time) values ('tm店铺1', '已完成', ${before}), ('tm店铺2', '已完成', ${today}), ('tm店铺3', null, ${before})`,
    );
    await world({ pdd: 0, tm: 3 });
    await t.engine.generateGrid(grid, { tasks: ["tm-cookie"] }, by);
    expect(await act(mirror)).toMatchObject({ created: 1, read: 1 });
    expect(await states("tm-cookie")).toEqual({ tm店铺1: "pending", tm店铺2: "done", tm店铺3: "pending" });
    expect(await status()).toEqual({ tm店铺1: null, tm店铺2: "已完成", tm店铺3: null });
    await run(
      database,
      `update ${prefix}tm_shops set status = '已完成', update_time = ${today} where shop_name = 'tm店铺1'`,
    );
    await t.engine.changeGridCells(grid, "done", { cells: [await cellOf("tm-cookie", "tm店铺3")] }, by);
    expect(await act(mirror)).toMatchObject({ created: 0, read: 1, written: 1 });
    expect(await status()).toEqual({ tm店铺1: "已完成", tm店铺2: "已完成", tm店铺3: "已完成" });
    expect(await states("tm-cookie")).toEqual({ tm店铺1: "done", tm店铺2: "done", tm店铺3: "done" });
    expect(await act(mirror)).toMatchObject({ created: 0, read: 0, written: 0 });
  });

  test("TG-014, states of shops follow the clock, not the date that is generated", async () => {
    await tables();
    const before = kind === "MariaDB" ? "'2025-09-30 10:00:00'" : "'2025-09-30 10:00:00+08'";
    await run(
      database,
      `insert into ${prefix}tm_shops (shop_name, status, update_time) values ('tm店铺1', '已完成', ${before}), ('tm店铺2', '已完成', ${before})`,
    );
    await world({ pdd: 0, tm: 2 });
    await t.engine.generateGrid(grid, { date: "2025-09-01" }, by);
    const mirrored = await act(mirror);
    expect(mirrored.tasks.find((one) => one.task === "tm-cookie")).toMatchObject({ created: 2, error: null });
    expect((await rows("tm_tasks", "order by time_period")).map((row) => row["time_period"])).toEqual([
      "2025-08-28",
      "2025-08-28",
      "2025-08-31",
      "2025-08-31",
    ]);
  });

  test("the second form keeps all states in one JSON column, and what else stands there stays", async () => {
    await run(
      database,
      `create table ${prefix}all_tasks (period varchar(30), shop varchar(100), task_data ${kind === "MariaDB" ? "json" : "jsonb"}, primary key (period, shop))`,
      `insert into ${prefix}all_tasks values ('2025-10-03', 'pdd店铺1', '{"note": "x", "chat_status": "已完成"}')`,
    );
    await world({ pdd: 2, tm: 0 });
    await t.engine.generateGrid(grid, { tasks: ["pdd-badscore", "pdd-chat"] }, by);
    const place = {
      tables: [{ only: { platform: ["pdd"] }, tasks: `${prefix}all_tasks` }],
      columns: { period: "period", shop: "shop", json: "task_data" },
    };
    expect(await act(mirror, place)).toMatchObject({ created: 3, read: 1, failed: 0 });
    const data = Object.fromEntries(
      (await rows("all_tasks")).map((row) => {
        const json = row["task_data"];
        return [row["shop"], typeof json === "string" ? JSON.parse(json) : json];
      }),
    );
    expect(data).toEqual({
      pdd店铺1: { note: "x", chat_status: "已完成", badsscore_status: "待执行" },
      pdd店铺2: { chat_status: "待执行", badsscore_status: "待执行" },
    });
    expect(await act(mirror, place)).toMatchObject({ created: 0, read: 0, written: 0 });
  });

  test("a table that is not there is told, and fails when nothing else could be mirrored", async () => {
    await world({ pdd: 1, tm: 0 });
    await expect(act(mirror)).rejects.toMatchObject({
      code: "GRID_MIRROR_FAILED",
      message: expect.stringContaining(`There is no table ${prefix}pdd_tasks.`),
    });
    await expect(act(mirror, { member: "nobody" })).rejects.toThrow("The grid has no dimension nobody");
  });

  test("two that mirror at once come to the same as one", async () => {
    await tables();
    await world({ pdd: 40, tm: 0 });
    await t.engine.generateGrid(grid, { schedule: "daily" }, by);
    // Whoever meets the other's locks is told so and tries again, as a rule does.
    const once = async (): Promise<number> => {
      for (;;) {
        try {
          return Number((await act(mirror))["created"]);
        } catch (error) {
          if ((error as { code?: string }).code !== "SQL_CONFLICT") throw error;
        }
      }
    };
    const both = await Promise.all([once(), once()]);
    // What one planned, the other found planned.
    expect((both[0] ?? 0) + (both[1] ?? 0)).toBeLessThanOrEqual(160);
    expect(await rows("pdd_tasks")).toHaveLength(120);
    expect(await act(mirror)).toMatchObject({ created: 0, existing: 160 });
  });

  for (const what of [mirror, columns]) {
    const valid = async () => {
      // Once for all checks: nothing becomes of them that a second one would see.
      const known = await t.engine.getGrid("contract").catch(() => undefined);
      grid = "contract";
      prefix = "contract_";
      if (known === undefined) await world({ pdd: 1, tm: 1 });
      const exists = await run(database, `select 1 from ${prefix}tm_shops`).catch(() => undefined);
      if (exists === undefined) await tables();
      return input();
    };
    for (const check of actionContract(what, {
      createContext: ({ secrets, ...rest }) =>
        createTestActionContext({
          ...rest,
          grids: createTestGrids(t.database, NOW),
          secrets: Object.fromEntries(["DB", ...Object.keys(secrets)].map((name) => [name, database.url])),
        }),
      validInput: valid,
      secretInput: async () => ({ ...(await valid()), connection: contractSecret.ref }),
      failures: [
        {
          name: "the grid is not there",
          input: async () => ({ ...(await valid()), grid: "nothing" }),
          code: "GRID_NOT_FOUND",
        },
        {
          name: "nobody listens",
          input: async () => ({ ...(await valid()), connection: "mysql://127.0.0.1:1/c" }),
          code: "SQL_UNREACHABLE",
        },
      ],
    })) {
      test(check.name, check.run);
    }
  }
});
