import type { CallApi } from "../support/call-api.ts";
import { until } from "../support/until.ts";

/** A grid of two platforms with cells in every state. */
export interface SeededGrid {
  readonly grid: string;
  /** The day of the newest daily cells. */
  readonly newest: string;
  /** A cell whose rule wrote a file. */
  readonly collected: string;
  /** A cell that failed for good. */
  readonly failed: string;
}

interface Cell {
  readonly cell: string;
  readonly state: string;
}

interface Claimed {
  readonly cell: string;
  readonly epoch: number;
}

const GRID = "shop-data";
const DAY_MS = 86_400_000;

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);

const names = (platform: string, prefix: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({ platform, shop: `${prefix}${String(n + 1).padStart(2, "0")}店` }));

/** @param today the business day of now, as YYYY-MM-DD; cells are made for the sixteen days before it */
export async function seedGrid(api: CallApi, today: string): Promise<SeededGrid> {
  await saveRules(api, today);
  await saveGrid(api, today);
  const cells = async (query: string) =>
    (await api<{ items: Cell[] }>("GET", `/v1/grids/${GRID}/cells?from=2000-01-01&${query}`)).items;
  const newest = dayBefore(today, 1);
  for (let days = 15; days >= 0; days -= 1)
    await api("POST", `/v1/grids/${GRID}/generate`, { date: dayBefore(today, days), schedule: "daily" });
  for (const schedule of ["weekly", "monthly"]) await api("POST", `/v1/grids/${GRID}/generate`, { schedule });
  // Everything older than three days is done, but for one platform that was down for a day.
  const old = { from: dayBefore(today, 30), until: dayBefore(today, 4), tasks: ["badscore", "chat"] };
  const down = { from: dayBefore(today, 9), until: dayBefore(today, 9), only: { platform: ["拼多多"] } };
  await api("POST", `/v1/grids/${GRID}/cells/skip`, { ...old, ...down, reason: "平台当天停机维护" });
  await api("POST", `/v1/grids/${GRID}/cells/done`, { ...old, states: ["pending"], reason: "补录" });
  const recent = { from: dayBefore(today, 3), until: dayBefore(today, 2), tasks: ["chat"] };
  await api("POST", `/v1/grids/${GRID}/cells/done`, { ...recent, reason: "补录" });
  await work(api, 3);
  const [collected] = await until("cells of the rule ended", async () => {
    const open = await cells("tasks=orders&states=pending,running");
    return open.length === 0 ? cells("tasks=orders&states=done") : undefined;
  });
  const [failed] = await cells("tasks=orders&states=failed");
  if (collected === undefined || failed === undefined) throw new Error("The rule of the cells did not run.");
  return { grid: GRID, newest, collected: collected.cell, failed: failed.cell };
}

/** What runs for a cell: it writes a file, and fails for one shop. */
async function saveRules(api: CallApi, today: string): Promise<void> {
  await api("PUT", "/v1/rules/collect-orders", {
    rule: "collect-orders",
    name: "订单采集",
    actions: [
      {
        id: "check",
        use: "noop",
        with: { value: `\${{ inputs.shop == '旗舰03店' && inputs.period.label == '${today}' ? vars.none.at : 1 }}` },
      },
      {
        id: "orders",
        use: "csv.write",
        with: { fileName: "orders.csv", rows: [{ shop: "${{ inputs.shop }}", day: "${{ inputs.period.label }}" }] },
      },
    ],
  });
  await api("POST", "/v1/rules/collect-orders/enable", {});
  await api("PUT", "/v1/rules/generate-shop-data", {
    rule: "generate-shop-data",
    name: "每日生成",
    triggers: [{ id: "night", cron: "5 0 * * *", timezone: "Asia/Shanghai" }],
    actions: [{ id: "make", use: "grid.generate", with: { grid: GRID, schedule: "daily" } }],
  });
  await api("POST", "/v1/rules/generate-shop-data/enable", {});
}

async function saveGrid(api: CallApi, today: string): Promise<void> {
  await api("PUT", `/v1/grids/${GRID}`, {
    grid: GRID,
    name: "店铺数据",
    description: "各平台店铺每天要采集的数据。",
    dimensions: [
      { dimension: "platform", name: "平台" },
      { dimension: "shop", name: "店铺" },
    ],
    taskTypes: [
      {
        task: "badscore",
        name: "差评数据采集",
        worker: "external",
        retry: { attempts: 3, delay: "300s" },
        column: "badsscore_status",
        freshness: { by: "18:00" },
      },
      { task: "chat", name: "聊天记录", worker: "external", needs: ["cookie"], exclusive: "account" },
      {
        task: "orders",
        name: "订单采集",
        rule: "collect-orders",
        period: 0,
        where: { platform: ["天猫"] },
        concurrency: { limit: 4, per: "platform" },
      },
      { task: "kpi_weekly", name: "客服绩效（周度）", schedule: "weekly", period: [-9, -3], worker: "external" },
      { task: "kpi_monthly", name: "客服绩效（月度）", schedule: "monthly", period: "last_month", worker: "external" },
    ],
  });
  const shops = [...names("拼多多", "优选", 22), ...names("天猫", "旗舰", 10)];
  const members = shops.map((member, n) => ({
    member,
    attributes: { account: `acc-${1 + (n % 6)}`, cookie: n % 11 !== 5 },
    ...(n === 20 && { opensOn: dayBefore(today, 6) }),
    ...(n === 30 && { closesOn: dayBefore(today, 4) }),
  }));
  await api("POST", `/v1/grids/${GRID}/members`, { members });
}

/** What programs did with the cells of the last days: most are done, some failed, and some are under way. */
async function work(api: CallApi, days: number): Promise<void> {
  const claim = async (limit: number): Promise<readonly Claimed[]> =>
    (
      await api<{ cells: Claimed[] }>("POST", `/v1/grids/${GRID}/claim`, {
        worker: "采集机 A",
        limit,
        tasks: ["badscore"],
        leaseSeconds: 3_600,
      })
    ).cells;
  const cells = await claim(100);
  for (const [n, { cell, epoch }] of cells.slice(0, 20 * days).entries()) {
    const hold = { cell, epoch };
    if (n % 17 === 3)
      await api("POST", `/v1/grids/${GRID}/fail`, { ...hold, reason: "登录失效，需要重新扫码", retryable: false });
    else await api("POST", `/v1/grids/${GRID}/complete`, { ...hold, result: { rows: 120 + n, bytes: 48_000 } });
  }
}
