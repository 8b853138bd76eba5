/** States of shops in a table of the users' own (`is_shop_status`), and that both actions keep what every action promises. */
import { actionContract, contractSecret } from "@belfry/plugin-kit";
import { createTestActionContext } from "@belfry/testkit";
import { describe, expect, test, vi } from "vitest";
import { by, columns, kinds, mirror, useMirror } from "./mirror-world.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

describe.each(kinds)("%s", (kind) => {
  const m = useMirror(kind);

  test("TG-013 and TL-005, states of shops of an earlier day are put back, and what is written today counts", async () => {
    await m.tables();
    const today = kind === "MariaDB" ? "'2025-10-04 00:05:00'" : "'2025-10-04 00:05:00+08'";
    const before = kind === "MariaDB" ? "'2025-10-03 23:59:00'" : "'2025-10-03 23:59:00+08'";
    await m.sql(
      `insert into ${m.prefix}tm_shops (shop_name, status, update_time) values ('tm店铺1', '已完成', ${before}), ('tm店铺2', '已完成', ${today}), ('tm店铺3', null, ${before})`,
    );
    await m.world({ pdd: 0, tm: 3 });
    await m.engine.generateGrid(m.grid, { tasks: ["tm-cookie"] }, by);
    expect(await m.act(mirror)).toMatchObject({ created: 1, read: 1 });
    expect(await m.states("tm-cookie")).toEqual({ tm店铺1: "pending", tm店铺2: "done", tm店铺3: "pending" });
    expect(await m.status()).toEqual({ tm店铺1: null, tm店铺2: "已完成", tm店铺3: null });
    await m.sql(`update ${m.prefix}tm_shops set status = '已完成', update_time = ${today} where shop_name = 'tm店铺1'`);
    await m.engine.changeGridCells(m.grid, "done", { cells: [await m.cellOf("tm-cookie", "tm店铺3")] }, by);
    expect(await m.act(mirror)).toMatchObject({ created: 0, read: 1, written: 1 });
    expect(await m.status()).toEqual({ tm店铺1: "已完成", tm店铺2: "已完成", tm店铺3: "已完成" });
    expect(await m.states("tm-cookie")).toEqual({ tm店铺1: "done", tm店铺2: "done", tm店铺3: "done" });
    expect(await m.act(mirror)).toMatchObject({ created: 0, read: 0, written: 0 });
  });

  test("TG-014, states of shops follow the clock, not the date that is generated", async () => {
    await m.tables();
    const before = kind === "MariaDB" ? "'2025-09-30 10:00:00'" : "'2025-09-30 10:00:00+08'";
    await m.sql(
      `insert into ${m.prefix}tm_shops (shop_name, status, update_time) values ('tm店铺1', '已完成', ${before}), ('tm店铺2', '已完成', ${before})`,
    );
    await m.world({ pdd: 0, tm: 2 });
    await m.engine.generateGrid(m.grid, { date: "2025-09-01" }, by);
    const mirrored = await m.act(mirror);
    expect(mirrored.tasks.find((one) => one.task === "tm-cookie")).toMatchObject({ created: 2, error: null });
    expect((await m.rows("tm_tasks", "order by time_period")).map((row) => row["time_period"])).toEqual([
      "2025-08-28",
      "2025-08-28",
      "2025-08-31",
      "2025-08-31",
    ]);
  });

  for (const what of [mirror, columns]) {
    const valid = async () => {
      // Once for all checks: nothing becomes of them that a second one would see.
      const known = await m.engine.getGrid("contract").catch(() => undefined);
      m.called("contract", "contract_");
      if (known === undefined) await m.world({ pdd: 1, tm: 1 });
      const exists = await m.sql(`select 1 from ${m.prefix}tm_shops`).catch(() => undefined);
      if (exists === undefined) await m.tables();
      return m.input();
    };
    for (const check of actionContract(what, {
      createContext: ({ secrets, ...rest }) =>
        createTestActionContext({
          ...rest,
          grids: m.grids,
          secrets: Object.fromEntries(["DB", ...Object.keys(secrets)].map((name) => [name, m.url])),
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
