import { generateNight } from "@belfry/testkit";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "./support/barriers.ts";
import { openBrowser } from "./support/open-browser.ts";
import { startDormitory, type Dormitory } from "./support/start-dormitory.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

let dormitory: Dormitory;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  [dormitory, browser] = await Promise.all([startDormitory(), openBrowser()]);
  const buildings = Array.from({ length: 15 }, (_, index) => String(index + 1));
  for (const date of ["2026-03-01", "2026-03-02"]) {
    for (const [building, records] of Object.entries(generateNight({ buildings, date, perBuilding: 2 }))) {
      dormitory.gate.records[building] = [...(dormitory.gate.records[building] ?? []), ...records];
    }
  }
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await dormitory?.[Symbol.asyncDispose]();
});

const words = {
  "en-GB": {
    user: "User name",
    password: "Password",
    rules: "Rules",
    more: "More",
    open: "Dry run",
    at: "A fire time",
    field: "As if it fired at",
    start: "Start the dry run",
    good: "Would succeed",
    mail: "A message that was not sent",
  },
  "zh-CN": {
    user: "用户名",
    password: "密码",
    rules: "规则",
    more: "更多操作",
    open: "试运行",
    at: "计划时间",
    field: "当作在这个时间触发",
    start: "开始试运行",
    good: "会成功",
    mail: "会发送的消息",
  },
} as const;

async function signIn(locale: keyof typeof words, colorScheme: "light" | "dark"): Promise<Page> {
  const context = await browser.newContext({
    locale,
    colorScheme,
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 1000 },
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  const { server } = dormitory;
  await page.goto(server.url ?? "");
  await page.getByLabel(words[locale].user).fill(server.firstLogin?.username ?? "");
  await page.getByLabel(words[locale].password, { exact: true }).fill(server.firstLogin?.password ?? "");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: words[locale].rules }).waitFor();
  return page;
}

/** Tries the rule out from its page, as if it fired on a morning; leaves the result open. */
async function tryOut(page: Page, locale: keyof typeof words): Promise<Locator> {
  const w = words[locale];
  await page.goto(`${dormitory.server.url ?? ""}/rules/dorm-late-return`);
  await page.getByRole("button", { name: w.more, exact: true }).click();
  await page.getByRole("menuitem", { name: w.open }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText(w.at, { exact: true }).click();
  await drawer.getByLabel(w.field).fill("2026-03-02T06:00");
  await drawer.getByRole("button", { name: w.start }).click();
  await drawer.getByText(w.good).first().waitFor();
  expect(await drawer.getByText(w.mail).count()).toBe(3);
  expect(await drawer.getByText("【公寓晚归】admin - 2026-03-02").count()).toBeGreaterThan(0);
  return drawer;
}

test("the late-return rule is tried out from its page, which keeps nobody out, and its workbook can be had", async () => {
  const page = await signIn("en-GB", "light");
  const drawer = await tryOut(page, "en-GB");
  expect(await barriersOf(page)).toEqual([]);

  const saved = page.waitForEvent("download");
  await drawer.getByRole("link", { name: /xlsx/ }).first().click();
  expect((await saved).suggestedFilename()).toMatch(/\.xlsx$/);
  await page.context().close();
});

test("it is tried out in Chinese as well", async () => {
  const page = await signIn("zh-CN", "dark");
  await tryOut(page, "zh-CN");
  await page.context().close();
});

test("what stands in the editor is tried without being saved", async () => {
  const page = await signIn("en-GB", "light");
  await page.goto(`${dormitory.server.url ?? ""}/rules/dorm-late-return/edit`);
  await page.getByRole("textbox", { name: "YAML of the rule" }).waitFor();
  await page.getByRole("button", { name: "Dry run" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText("which is not saved").waitFor();
  await drawer.getByRole("button", { name: "Start the dry run" }).click();
  await drawer.getByText("not saved ·").waitFor();
  await page.context().close();
});

test("the browser complained of nothing, and nobody got a mail", async () => {
  expect(complaints).toEqual([]);
  expect(await dormitory.mails()).toEqual([]);
});
