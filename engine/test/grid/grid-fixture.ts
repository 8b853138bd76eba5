import { tester, type TestEngine } from "@belfry/testkit";

export const by = { by: tester };

/** A grid of two platforms with the task types that a test names. */
export function shopGrid(
  grid: string,
  taskTypes: readonly Record<string, unknown>[],
  rest: Record<string, unknown> = {},
) {
  return {
    grid,
    name: "店铺数据",
    dimensions: [
      { dimension: "platform", name: "平台" },
      { dimension: "shop", name: "店铺" },
    ],
    taskTypes: taskTypes.map((task) => ({ name: task["task"], worker: "external", ...task })),
    ...rest,
  };
}

export const shop = (platform: string, name: string, rest: Record<string, unknown> = {}) => ({
  member: { platform, shop: name },
  ...rest,
});

export const shops = (platform: string, count: number) =>
  Array.from({ length: count }, (_, n) => shop(platform, `${platform}-${String(n + 1).padStart(4, "0")}`));

/** The states of the cells that there are, by task type, period and shop. */
export async function cellsOf({ engine }: TestEngine, grid: string): Promise<Record<string, string>> {
  const { items } = await engine.listGridCells(grid, { from: "2000-01-01", limit: 10_000 });
  return Object.fromEntries(
    items.map(({ task, period, member, state, reason }) => [
      `${task} ${period.label} ${member["shop"]}`,
      reason === null ? state : `${state}: ${reason}`,
    ]),
  );
}

/** Whether what was counted is what is there. */
export async function countsDiffer({ database }: TestEngine): Promise<unknown[]> {
  const { rows } = await database.store.pool.query(
    `select * from (
       select task_type_id, period_id, group_id, state, count(*)::int as n from belfry.grid_cells group by 1, 2, 3, 4) c
     full join (
       select task_type_id, period_id, group_id, state, sum(n)::int as n from belfry.grid_counts
       group by 1, 2, 3, 4 having sum(n) <> 0) k using (task_type_id, period_id, group_id, state, n)
     where c.n is null or k.n is null`,
  );
  return rows;
}
