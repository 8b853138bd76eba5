import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "./support/barriers.ts";
import { callWith, type CallApi } from "./support/call-api.ts";
import { openBrowser } from "./support/open-browser.ts";
import { startDormitory, type Dormitory } from "./support/start-dormitory.ts";
import { until } from "./support/until.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

let dormitory: Dormitory;
let browser: Browser;
let page: Page;
let send: CallApi;
const complaints: string[] = [];

const home = () => dormitory.server.url ?? "";
const dialog = (): Locator => page.getByRole("dialog").last();
const shot = async (name: string) => {
  const folder = process.env["BELFRY_SHOTS"];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};

const rule = (least: number) => ({
  name: "订单播报",
  triggers: [
    { id: "morning", cron: "0 6 * * 1-5", timezone: "Asia/Shanghai" },
    { id: "paid", event: "order.paid" },
  ],
  condition: `trigger.kind != "event" || event.data.amount >= ${least}`,
  actions: [
    { id: "note", use: "noop", with: { value: 1 } },
    { id: "mail", if: "has(trigger.event) && trigger.event.data.amount > 1000", use: "noop", with: { value: 2 } },
  ],
});
const order = (id: string, amount: number) => ({
  specversion: "1.0",
  id,
  source: "/shop",
  type: "order.paid",
  data: { amount },
});

beforeAll(async () => {
  [dormitory, browser] = await Promise.all([startDormitory(), openBrowser()]);
  const token = (await readFile(dormitory.server.tokenFile, "utf8")).trim();
  send = callWith(home(), { authorization: `Bearer ${token}`, "content-type": "application/cloudevents+json" });
  const { api, database } = dormitory;
  await api("PUT", "/v1/rules/orders", { rule: "orders", ...rule(100) });
  await api("POST", "/v1/rules/orders/enable");
  await database.clock.advance(60_000);
  for (const [id, amount] of [
    ["a", 50],
    ["b", 500],
    ["c", 20],
  ] as const)
    await send("POST", "/v1/events", order(id, amount));
  await database.clock.advance(60_000);
  await until("the execution ended", async () => {
    const { items } = await api<{ items: { state: string }[] }>("GET", "/v1/executions?rule=orders");
    return items[0]?.state === "success" ? items : undefined;
  });
  const context = await browser.newContext({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(60_000);
  page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(home());
  await page.getByLabel("用户名").fill(dormitory.server.firstLogin?.username ?? "");
  await page.getByLabel("密码", { exact: true }).fill(dormitory.server.firstLogin?.password ?? "");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "规则" }).waitFor();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await dormitory?.[Symbol.asyncDispose]();
});

test("a rule is asked why at a moment, and the day of the week that does not fit is named", async () => {
  await page.goto(`${home()}/rules/orders`);
  await page.getByRole("button", { name: "为什么？" }).first().click();
  await dialog().getByLabel("时间", { exact: true }).fill("2030-03-03T06:00:00");
  await dialog().getByText("星期是 星期日，表达式要求 1-5").waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await shot("explain-rule");
  await dialog().getByLabel("时间", { exact: true }).fill("2030-03-04T06:00:00");
  await dialog()
    .getByText(/^按今天的值，将在/)
    .first()
    .waitFor();
  await shot("explain-future");
});

test("an event says which part of the condition held it back, an execution which step was left out", async () => {
  await page.goto(`${home()}/events/1`);
  await page.getByRole("button", { name: "为什么？" }).click();
  await dialog()
    .getByRole("row", { name: /event\.data\.amount 50/ })
    .waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await shot("explain-event");
  const { items } = await dormitory.api<{ items: { id: number }[] }>("GET", "/v1/executions?rule=orders");
  await page.goto(`${home()}/executions/${items[0]?.id}`);
  await page.getByRole("button", { name: "为什么？" }).click();
  await dialog()
    .getByText(/步骤 mail 被跳过/)
    .waitFor();
  await dialog()
    .getByRole("row", { name: /trigger\.event\.data\.amount 500/ })
    .waitFor();
  await shot("explain-execution");
  await page.emulateMedia({ colorScheme: "dark" });
  await shot("explain-execution-dark");
  await page.emulateMedia({ colorScheme: "light" });
});

test("an edited rule is replayed before it is saved: two more, and why each", async () => {
  await page.goto(`${home()}/rules/orders/edit`);
  await page.getByText("event.data.amount >= 100").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("10");
  await page.getByRole("button", { name: "回放…" }).click();
  await dialog().getByText("会多发 2 条，少发 0 条").waitFor();
  const table = dialog().getByRole("table", { name: "差异" });
  await table.getByText("规则的条件不成立", { exact: false }).first().waitFor();
  await dialog().getByRole("region", { name: "修改后" }).waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await shot("what-if");
  await page.emulateMedia({ colorScheme: "dark" });
  await shot("what-if-dark");
  await page.emulateMedia({ colorScheme: "light" });
});

test("nothing in these pages broke", () => {
  expect(complaints).toEqual([]);
});
