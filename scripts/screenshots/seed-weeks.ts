import type { TestClock } from "@belfry/testkit";
import type { Call } from "../demo/connect.ts";

const HALF_DAY_MS = 12 * 3_600_000;
const HALF_DAYS = 42;
/** The half-days at whose end the ERP is down, and those that nobody saw because Belfry did not run. */
const down = new Set([9, 10, 23, 31, 40]);
const notThere = new Set([15, 16, 17, 18]);

/**
 * What the screens of statistics, reconciliation and failures show: three weeks of a rule that runs twice a day, some of
 * which it fails or misses. Leaves the clock at the present.
 */
export async function seedWeeks(api: Call, clock: TestClock): Promise<{ readonly failed: number }> {
  await api("PATCH", "/v1/variables", { values: { erp: { down: false } } });
  await api("PUT", "/v1/rules/erp-reconcile", {
    rule: "erp-reconcile",
    name: "ERP 对账",
    folder: "财务",
    labels: { team: "财务", db: "erp" },
    triggers: [{ id: "twice", cron: "0 8,20 * * *", timezone: "Asia/Shanghai" }],
    actions: [
      { id: "read", use: "noop", with: { value: 128 } },
      { id: "compare", if: "${{ vars.erp.down }}", use: "fail", with: { message: "ERP 数据库没有应答。" } },
    ],
  });
  await api("POST", "/v1/rules/erp-reconcile/enable");
  const start = firstHalfDay();
  let fires = 0;
  for (let n = 1; n <= HALF_DAYS; n += 1) {
    if (notThere.has(n)) continue;
    await api("PATCH", "/v1/variables", { values: { erp: { down: down.has(n) } } });
    await clock.set(new Date(start + n * HALF_DAY_MS + 30_000));
    fires += 1;
    await ended(api, fires);
  }
  await api("PATCH", "/v1/variables", { values: { erp: { down: false } } });
  await clock.set(new Date());
  const { items } = await api<Page>("GET", "/v1/executions?rule=erp-reconcile&state=failed");
  return { failed: items[0]?.id ?? 0 };
}

interface Page {
  readonly items: readonly { readonly id: number; readonly state: string }[];
}

/** When the history begins: at eight or at twenty o'clock in Shanghai, three weeks ago. */
export function firstHalfDay(): number {
  return Math.floor(Date.now() / HALF_DAY_MS) * HALF_DAY_MS - HALF_DAYS * HALF_DAY_MS;
}

const LONGEST_WAIT_MS = 30_000;

async function ended(api: Call, count: number): Promise<void> {
  for (const since = Date.now(); Date.now() - since < LONGEST_WAIT_MS;) {
    const { items } = await api<Page>("GET", "/v1/executions?rule=erp-reconcile&limit=200");
    if (items.filter(({ state }) => state === "success" || state === "failed").length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The rule erp-reconcile was not run for the ${count}th time.`);
}
