/** The heat map of a task grid in the console, its cells with what holds them, and what people do with many of them. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "../support/barriers.ts";
import { openConsole, tooWideForTelephone, type OpenConsole } from "../support/open-console.ts";
import { seedGrid, type SeededGrid } from "./seed-grid.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

let open: OpenConsole;
let seeded: SeededGrid;

beforeAll(async () => {
  open = await openConsole("2026-05-04T02:00:30Z");
  seeded = await seedGrid(open.dormitory.api, "2026-05-04");
}, 300_000);
afterAll(() => open?.[Symbol.asyncDispose]());

const map = () => open.page.getByRole("table", { name: "Heat map" });

test("grids are listed with what they are made of, and lead to their map", async () => {
  const { page } = open;
  await open.goto("/grids");
  const row = page.getByRole("table", { name: "Task grids" }).getByRole("row").filter({ hasText: "shop-data" });
  await row.getByText("平台 → 店铺").waitFor();
  await row.getByRole("cell", { name: "32", exact: true }).waitFor();
  await row.getByRole("link", { name: "店铺数据" }).click();
  await map().getByRole("row").nth(2).waitFor();
});

test("the map is rolled up by platform, leads to the shops of one, and stands in the address", async () => {
  const { page } = open;
  await open.goto("/grids/shop-data");
  const down = map().getByRole("button", { name: /^拼多多 2026-04-25: Skipped 42$/ });
  await down.waitFor();
  expect(await map().getByRole("columnheader").count()).toBe(15);
  await map().getByRole("button", { name: "拼多多", exact: true }).click();
  await page.waitForURL(/rows=shop/);
  await map()
    .getByRole("rowheader", { name: /优选22店/ })
    .waitFor();
  expect(await map().getByRole("rowheader").count()).toBe(22);
  await page.getByRole("searchbox", { name: "Find by name" }).fill("优选07");
  await page.keyboard.press("Enter");
  await page.waitForURL(/text=/);
  await vi.waitFor(async () => expect(await map().getByRole("rowheader").count()).toBe(1), { timeout: 120_000 });
  await page.getByText("Weekly", { exact: true }).click();
  await map().getByRole("columnheader", { name: "04-25 05-01" }).waitFor();
});

test("older periods are a page further, and the newest one step back", async () => {
  const { page } = open;
  await open.goto("/grids/shop-data?tasks=badscore");
  await map().getByRole("columnheader", { name: "05-03" }).waitFor();
  await page.getByRole("button", { name: "Older periods" }).click();
  await map().getByRole("columnheader", { name: "04-18" }).waitFor();
  expect(await map().getByRole("columnheader").count()).toBe(3);
  await page.getByRole("button", { name: "Newest periods" }).click();
  await map().getByRole("columnheader", { name: "05-03" }).waitFor();
});

test("the arrow keys go from place to place, and Return opens one", async () => {
  const { page } = open;
  await open.goto("/grids/shop-data?tasks=badscore");
  await map()
    .getByRole("button", { name: /^天猫 2026-05-03/ })
    .focus();
  await page.keyboard.press("ArrowDown");
  expect(await page.evaluate("document.activeElement?.getAttribute('aria-label')")).toMatch(/^拼多多 2026-05-03/);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await page.waitForURL(/at=2026-05-02/);
  await open.dialog().getByText("The cells that are: Failed").waitFor();
});

test("a place says how many of its cells are in each state, and those that failed are retried with one press", async () => {
  const { page } = open;
  await open.goto("/grids/shop-data?tasks=badscore");
  await map()
    .getByRole("button", { name: /^拼多多 2026-05-02: .*Failed 1/ })
    .click();
  await open.dialog().getByText("登录失效，需要重新扫码").waitFor();
  await open.dialog().getByRole("button", { name: "Retry" }).click();
  await open.dialog().getByLabel("Note for the audit trail").fill("Signed in again");
  await open.dialog().getByRole("button", { name: "Retry" }).click();
  await page.getByText("Cells changed: 1").waitFor();
  await map()
    .getByRole("button", { name: /^拼多多 2026-05-02: Pending 1/ })
    .waitFor();
});

test("what programs do with cells is seen on the map without asking for it", async () => {
  await open.goto("/grids/shop-data?tasks=badscore");
  const place = map().getByRole("button", { name: /^天猫 2026-05-03/ });
  await place.waitFor();
  const label = () => place.getAttribute("aria-label");
  const before = await label();
  const only = { platform: ["天猫"] };
  const changed = { tasks: ["badscore"], period: "2026-05-03", only, reason: "A program came." };
  await open.dormitory.api("POST", "/v1/grids/shop-data/cells/skip", changed);
  await vi.waitFor(async () => expect(await label()).not.toBe(before), { timeout: 60_000 });
});

test("a cell of a rule shows its execution, its actions, and its file", async () => {
  const { page } = open;
  await open.goto(`/grids/shop-data?tab=cells&tasks=orders&states=done&cell=${seeded.collected}`);
  await open
    .dialog()
    .getByRole("link", { name: /^订单采集 #\d+$/ })
    .waitFor();
  await open.dialog().getByRole("table", { name: "Timeline" }).getByText("orders", { exact: true }).waitFor();
  await open.dialog().getByRole("link", { name: "Download orders.csv" }).waitFor();
  expect(page.url()).toContain("states=done");
});

test("a cell that failed says why, and one that waits says what for", async () => {
  await open.goto(`/grids/shop-data?cell=${seeded.failed}`);
  await open.dialog().getByText("EXPRESSION_FAILED", { exact: false }).first().waitFor();
  const { items } = await open.dormitory.api<{ items: { cell: string }[] }>(
    "GET",
    `/v1/grids/shop-data/cells?tasks=chat&states=pending&only=${encodeURIComponent("shop=优选06店")}`,
  );
  await open.goto(`/grids/shop-data?cell=${items[0]?.cell ?? ""}`);
  await open.dialog().getByText("The member lacks: cookie.", { exact: false }).waitFor();
});

test("cells that are chosen from a list are skipped with a reason, which stands beside them", async () => {
  const { page } = open;
  await open.goto("/grids/shop-data?tab=cells&states=pending&tasks=kpi_weekly");
  const list = page.getByRole("table", { name: "Cells" });
  await list.getByRole("checkbox", { name: /^Choose 天猫 旗舰01店/ }).check();
  await list.getByRole("checkbox", { name: /^Choose 天猫 旗舰02店/ }).check();
  await page.getByText("Cells chosen: 2").waitFor();
  await page.getByRole("button", { name: "Skip" }).click();
  const confirm = open.dialog().getByRole("button", { name: "Skip" });
  expect(await confirm.isDisabled()).toBe(true);
  await open.dialog().getByLabel("Why, for the audit trail").fill("Not wanted this week");
  await confirm.click();
  await page.getByText("Cells changed: 2").waitFor();
  await open.goto("/grids/shop-data?tab=cells&states=skipped&tasks=kpi_weekly");
  await list.getByText("Not wanted this week").nth(1).waitFor();
  expect(await list.getByRole("row").count()).toBe(3);
});

test.each([
  ["grids", "table a"],
  ["grids/shop-data", "table button[data-place]"],
  ["grids/shop-data?rows=shop&at=2026-05-01%7Cplatform%3D%E6%8B%BC%E5%A4%9A%E5%A4%9A", "[role=dialog] li a"],
  ["grids/shop-data?tab=cells", "table a"],
  ["grids/shop-data?tab=members", "table a"],
  ["grids/shop-data?tab=generations", "table details"],
  ["grids/shop-data?tab=definition", "table code, table .code"],
])("/%s keeps nobody out, and fits a telephone", async (path, waitFor) => {
  const { page } = open;
  await open.goto(`/${path}`);
  await page.locator(waitFor).first().waitFor();
  expect(await barriersOf(page)).toEqual([]);
  expect(await tooWideForTelephone(page)).toBe(0);
});

test("a single cell keeps nobody out, and fits a telephone", async () => {
  await open.goto(`/grids/shop-data?cell=${seeded.failed}`);
  await open.dialog().getByRole("heading", { name: "Logs" }).waitFor();
  expect(await barriersOf(open.page)).toEqual([]);
  expect(await tooWideForTelephone(open.page)).toBe(0);
});

test("all of it broke no content policy", () => {
  expect(open.complaints).toEqual([]);
});
