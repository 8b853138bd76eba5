/**
 * The tables of the users' own beside the cells of a grid, on real servers: what the old programs wrote and read there is
 * written and read here. Named after the cases of the former task generator (TG) and of its consumers (TL).
 */
import { describe, expect, test, vi } from "vitest";
import { by, columns, kinds, mirror, recorded, useMirror } from "./mirror-world.ts";

// Hundreds of rows on real servers: on a slow machine that takes a while.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

describe.each(kinds)("%s", (kind) => {
  const m = useMirror(kind);

  test("TG-016, the recorded run: 532 with the missing column reported as that task's error, 544 with it", async () => {
    await m.tables({ without: "kpi_official" });
    await m.world({ pdd: 124, tm: 12 });
    const only = { tasks: recorded, schedule: "daily", date: "2025-10-04" } as const;
    const { refused } = await m.act(columns);
    expect(refused).toEqual({ "tm-kpi_official": `The table ${m.prefix}tm_tasks has no column kpi_official_status.` });
    expect(await m.engine.generateGrid(m.grid, { ...only, refused }, by)).toMatchObject({ created: 532, failed: 1 });
    const first = await m.act(mirror);
    expect(first).toMatchObject({ created: 532, existing: 0, failed: 1 });
    expect(first.tasks.find(({ error }) => error !== null)).toMatchObject({ task: "tm-kpi_official", created: 0 });
    await m.sql(`alter table ${m.prefix}tm_tasks add column kpi_official_status varchar(20)`);
    const there = await m.act(columns);
    expect(there.refused).toEqual({});
    expect(await m.engine.generateGrid(m.grid, { ...only, refused: there.refused }, by)).toMatchObject({
      created: 12,
      existing: 532,
      failed: 0,
    });
    expect(await m.act(mirror)).toMatchObject({ created: 12, existing: 532, failed: 0 });
    expect(await m.act(mirror)).toMatchObject({ created: 0, existing: 544, written: 0, read: 0 });
    // Task types of one date share the row: 124 shops on three dates, 12 on two.
    expect(await m.rows("pdd_tasks")).toHaveLength(372);
    expect(await m.rows("tm_tasks")).toHaveLength(24);
    expect((await m.rows("pdd_tasks", "where time_period = '2025-10-03' and shop_name = 'pdd店铺7'"))[0]).toMatchObject(
      {
        badsscore_status: "待执行",
        chat_status: "待执行",
        quality_status: null,
      },
    );
  });

  test("TG-012, what stands there stays, and rows of a removed shop are not planned again", async () => {
    await m.tables();
    await m.sql(
      `insert into ${m.prefix}pdd_tasks (time_period, shop_name, badsscore_status) values ('2025-10-03', 'pdd店铺1', '已完成'), ('2025-10-03', 'pdd店铺2', '跳过'), ('2025-10-03', 'pdd店铺3', ''), ('2025-10-03', '已关闭', null)`,
    );
    await m.world({ pdd: 3, tm: 0 });
    await m.engine.generateGrid(m.grid, { tasks: ["pdd-badscore"] }, by);
    expect(await m.act(mirror)).toMatchObject({ created: 1, existing: 2, read: 1 });
    const texts = (await m.rows("pdd_tasks")).map((row) => [row["shop_name"], row["badsscore_status"]]);
    expect(Object.fromEntries(texts)).toEqual({
      pdd店铺1: "已完成",
      pdd店铺2: "跳过",
      pdd店铺3: "待执行",
      已关闭: null,
    });
    expect(await m.states("pdd-badscore")).toEqual({ pdd店铺1: "done", pdd店铺2: "pending", pdd店铺3: "pending" });
  });

  test("TL-001, what an old consumer finished is done here, and what is done here it no longer finds", async () => {
    await m.tables();
    await m.world({ pdd: 3, tm: 0 });
    await m.engine.generateGrid(m.grid, { tasks: ["pdd-badscore"] }, by);
    await m.act(mirror);
    expect(await m.pending()).toEqual(["pdd店铺1", "pdd店铺2", "pdd店铺3"]);
    await m.sql(`update ${m.prefix}pdd_tasks set badsscore_status = '已完成' where shop_name = 'pdd店铺2'`);
    const [claimed] = await m.engine.claimGridCells(m.grid, { worker: "new", only: { shop: ["pdd店铺3"] } });
    if (claimed === undefined) throw new Error("Nothing was handed out.");
    // A cell that somebody works on is left alone.
    expect(await m.act(mirror)).toMatchObject({ read: 1, written: 0 });
    await m.engine.completeGridCell(m.grid, { cell: claimed.cell, epoch: claimed.epoch });
    expect(await m.act(mirror)).toMatchObject({ read: 0, written: 1 });
    expect(await m.states("pdd-badscore")).toEqual({ pdd店铺1: "pending", pdd店铺2: "done", pdd店铺3: "done" });
    expect(await m.pending()).toEqual(["pdd店铺1"]);
    const { items } = await m.engine.listGridCells(m.grid, {
      from: "2025-01-01",
      only: { shop: ["pdd店铺2"] },
      limit: 1,
    });
    expect(items[0]?.reason).toBe(`${m.prefix}pdd_tasks: 已完成`);
    expect(await m.act(mirror)).toMatchObject({ created: 0, read: 0, written: 0 });
  });

  test("what is wanted again on one side is wanted again on the other", async () => {
    await m.tables();
    await m.world({ pdd: 2, tm: 0 });
    await m.engine.generateGrid(m.grid, { tasks: ["pdd-badscore"] }, by);
    await m.act(mirror);
    await m.sql(`update ${m.prefix}pdd_tasks set badsscore_status = '已完成'`);
    await m.act(mirror);
    // Here by hand, and there by whoever cleared the column.
    const cells = [await m.cellOf("pdd-badscore", "pdd店铺1")];
    await m.engine.changeGridCells(m.grid, "retry", { cells, states: ["done"] }, by);
    await m.sql(`update ${m.prefix}pdd_tasks set badsscore_status = null where shop_name = 'pdd店铺2'`);
    expect(await m.act(mirror)).toMatchObject({ created: 1, written: 1, read: 1 });
    expect(await m.states("pdd-badscore")).toEqual({ pdd店铺1: "pending", pdd店铺2: "pending" });
    expect((await m.rows("pdd_tasks")).map((row) => row["badsscore_status"])).toEqual(["待执行", "待执行"]);
    // And when they are done once more, that counts.
    await m.sql(`update ${m.prefix}pdd_tasks set badsscore_status = '已完成'`);
    expect(await m.act(mirror)).toMatchObject({ read: 2 });
    expect(await m.states("pdd-badscore")).toEqual({ pdd店铺1: "done", pdd店铺2: "done" });
  });

  test("a period that is longer than its column is an error of that task type, and the others go on", async () => {
    await m.tables({ periodLength: 20 });
    await m.world({ pdd: 1, tm: 0 });
    const { refused } = await m.act(columns);
    expect(refused["pdd-kpi_weekly"]).toBe(
      `The column time_period of ${m.prefix}pdd_tasks takes 20 characters, and 2025-09-25_2025-10-01 has 21. Make it longer.`,
    );
    await m.engine.generateGrid(m.grid, {}, by);
    const mirrored = await m.act(mirror);
    expect(mirrored.tasks.filter(({ error }) => error !== null).map(({ task: name }) => name)).toEqual([
      "pdd-kpi_weekly",
    ]);
    expect(await m.rows("pdd_tasks")).toHaveLength(3);
  });

  test("the second form keeps all states in one JSON column, and what else stands there stays", async () => {
    await m.sql(
      `create table ${m.prefix}all_tasks (period varchar(30), shop varchar(100), task_data ${kind === "MariaDB" ? "json" : "jsonb"}, primary key (period, shop))`,
      `insert into ${m.prefix}all_tasks values ('2025-10-03', 'pdd店铺1', '{"note": "x", "chat_status": "已完成"}')`,
    );
    await m.world({ pdd: 2, tm: 0 });
    await m.engine.generateGrid(m.grid, { tasks: ["pdd-badscore", "pdd-chat"] }, by);
    const place = {
      tables: [{ only: { platform: ["pdd"] }, tasks: `${m.prefix}all_tasks` }],
      columns: { period: "period", shop: "shop", json: "task_data" },
    };
    expect(await m.act(mirror, place)).toMatchObject({ created: 3, read: 1, failed: 0 });
    const data = Object.fromEntries(
      (await m.rows("all_tasks")).map((row) => {
        const json = row["task_data"];
        return [row["shop"], typeof json === "string" ? JSON.parse(json) : json];
      }),
    );
    expect(data).toEqual({
      pdd店铺1: { note: "x", chat_status: "已完成", badsscore_status: "待执行" },
      pdd店铺2: { chat_status: "待执行", badsscore_status: "待执行" },
    });
    expect(await m.act(mirror, place)).toMatchObject({ created: 0, read: 0, written: 0 });
  });

  test("a table that is not there is told, and fails when nothing else could be mirrored", async () => {
    await m.world({ pdd: 1, tm: 0 });
    await expect(m.act(mirror)).rejects.toMatchObject({
      code: "GRID_MIRROR_FAILED",
      message: expect.stringContaining(`There is no table ${m.prefix}pdd_tasks.`),
    });
    await expect(m.act(mirror, { member: "nobody" })).rejects.toThrow("The grid has no dimension nobody");
  });

  test("two that mirror at once come to the same as one", async () => {
    await m.tables();
    await m.world({ pdd: 40, tm: 0 });
    await m.engine.generateGrid(m.grid, { schedule: "daily" }, by);
    // Whoever meets the other's locks is told so and tries again, as a rule does.
    const once = async (): Promise<number> => {
      for (;;) {
        try {
          return Number((await m.act(mirror))["created"]);
        } catch (error) {
          if ((error as { code?: string }).code !== "SQL_CONFLICT") throw error;
        }
      }
    };
    const both = await Promise.all([once(), once()]);
    // What one planned, the other found planned.
    expect((both[0] ?? 0) + (both[1] ?? 0)).toBeLessThanOrEqual(160);
    expect(await m.rows("pdd_tasks")).toHaveLength(120);
    expect(await m.act(mirror)).toMatchObject({ created: 0, existing: 160 });
  });
});
