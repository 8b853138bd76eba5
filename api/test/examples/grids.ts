import type { Writer } from "./writer.ts";

/** A grid with a generation, a backfill, and a period that is waited for. */
export async function fillGrids({ api, call, query }: Writer): Promise<void> {
  await call("PUT", "/v1/grids/shop-data", {
    grid: "shop-data",
    name: "店铺数据",
    labels: { team: "students" },
    dimensions: [
      { dimension: "platform", name: "平台" },
      { dimension: "shop", name: "店铺" },
    ],
    taskTypes: [{ task: "badscore", name: "差评数据采集", period: -1, worker: "external", column: "badsscore_status" }],
  });
  const shops = ["拼多多店铺1", "拼多多店铺2"].map((shop) => ({ member: { platform: "pdd", shop } }));
  await call("POST", "/v1/grids/shop-data/members", { members: shops });
  await call("POST", "/v1/grids/shop-data/generate", { date: "2025-10-04" });
  // Not looked at by the node: what it shows is the same whenever it is asked.
  await query(
    `insert into belfry.grid_freshness (grid_id, task_type_id, period_id, base_on, deadline_at, at_deadline)
     select p.grid_id, t.id, p.id, '2025-10-04', belfry.now() + interval '1 hour', false
     from belfry.grid_periods p join belfry.grid_task_types t on t.grid_id = p.grid_id where p.label = '2025-10-03'`,
  );
  await call("POST", "/v1/grids/shop-data/backfills", { from: "2025-08-01", until: "2025-08-31" });
  await api.test.rule({
    rule: "shop-tasks",
    labels: { team: "students" },
    triggers: [{ cron: "5 0 * * *", timezone: "Asia/Shanghai" }],
    actions: [{ id: "make", use: "grid.generate", with: { grid: "shop-data", schedule: "daily" } }],
  });
}
