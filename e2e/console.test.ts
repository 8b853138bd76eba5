import exceljs from "exceljs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openBrowser } from "./support/open-browser.ts";
import { startDormitory, type Dormitory } from "./support/start-dormitory.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

let dormitory: Dormitory;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Whatever the browser complained of, and every host it asked. */
const complaints: string[] = [];
const hosts = new Set<string>();

const home = () => dormitory.server.url ?? "";
const text = (content: string) => page.getByText(content).first().waitFor();

beforeAll(async () => {
  [dormitory, browser] = await Promise.all([startDormitory(), openBrowser()]);
  context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(60_000);
  page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // The browser reports each refused request; being refused is part of these tests.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await dormitory?.[Symbol.asyncDispose]();
});

test("nothing is shown before a login, a wrong password says so, and the right one leads to where one wanted to go", async () => {
  await page.goto(`${home()}/rules/dorm-late-return?tab=slots`);
  await page.getByLabel("User name").fill(dormitory.server.firstLogin?.username ?? "");
  await page.getByLabel("Password", { exact: true }).fill("not this one");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("The name or the password is wrong.").waitFor();

  await page.getByLabel("Password", { exact: true }).fill(dormitory.server.firstLogin?.password ?? "");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "公寓晚归名单" }).waitFor();
  expect(page.url()).toBe(`${home()}/rules/dorm-late-return?tab=slots`);
  await text("You may still be using the password of the first start.");
});

test("a rule shows its schedule in words, when it fires next, and that every slot is accounted for", async () => {
  await page.goto(`${home()}/rules`);
  const row = page.getByRole("row").filter({ hasText: "dorm-late-return" });
  await row.getByRole("cell", { name: "every day at 06:00" }).waitFor();
  await row.getByRole("link", { name: "公寓晚归名单" }).click();
  const next = page.getByRole("region", { name: "Next fire times" });
  await next.getByRole("listitem").nth(9).waitFor();
  expect(await next.getByRole("listitem").allInnerTexts()).toSatisfy((times: string[]) =>
    times.every((time) => time.includes("06:00")),
  );
  await text("Balanced");
});

test("a rule that is run by hand is followed live until it has succeeded", async () => {
  await page.goto(`${home()}/rules/dorm-late-return`);
  await page.getByRole("button", { name: "Run now" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Run now" }).click();
  await page.getByRole("link", { name: "Open", exact: true }).click();
  // No reload: what follows arrives by itself.
  await page.getByRole("main").getByText("Success", { exact: true }).first().waitFor();
  const children = page.getByRole("table", { name: "Children" });
  await children.getByText("Success").nth(2).waitFor();

  await children.getByRole("link").first().click();
  for (const action of ["login", "query", "workbook", "mail"]) {
    await page.getByRole("button", { name: `Show the output of the action ${action}, Success` }).waitFor();
  }
  await page.getByRole("button", { name: "action workbook" }).click();
  await page.getByRole("dialog").getByText("Attempt 1").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Logs" }).click();
  await text("Logged in.");
});

test("the mail lies in the sandbox, and its workbook downloads with its Chinese name", async () => {
  await page.getByRole("link", { name: "Sandbox" }).click();
  await page.getByRole("list", { name: "Caught mails" }).getByRole("link").first().click();
  await page.getByRole("article").getByText("belfry@campus.example").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("list", { name: "Attachments" }).getByRole("link").first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/晚归名单.*\.xlsx$/);
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(await download.path());
  expect(book.worksheets).toHaveLength(1);
});

test("what was sent to whom stands in the messages, with the answer of the mail server", async () => {
  await page.getByRole("link", { name: "Messages", exact: true }).click();
  await page.getByRole("table", { name: "Messages" }).getByRole("link").first().click();
  await page.getByRole("table", { name: "Deliveries" }).getByText("Accepted", { exact: true }).first().waitFor();
  const attempts = page.getByRole("table", { name: "Attempts" }).first();
  await attempts.getByText("Answer of the provider").click();
  await attempts.getByText(/^250/).waitFor();
});

test("inputs that do not fit are refused beside their field, and nothing starts", async () => {
  await dormitory.changeRule((rule) => {
    // A schedule could not give an input that is required: this rule is run by hand only.
    delete (rule as { triggers?: unknown }).triggers;
    rule["inputs"] = {
      type: "object",
      properties: { day: { type: "string", title: "Day", pattern: "^\\d+$" } },
      required: ["day"],
    };
  });
  const before = await executionCount();
  await page.goto(`${home()}/rules?run=dorm-late-return`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Run now" }).click();
  await dialog.getByText("Required.").waitFor();
  await dialog.getByLabel("Day").fill("tomorrow");
  await dialog.getByRole("button", { name: "Run now" }).click();
  await dialog.getByText("The inputs do not fit what the rule asks for.").waitFor();
  await page.locator(".ant-form-item-has-error").getByText("Day").waitFor();
  expect(await executionCount()).toBe(before);
});

test("a failed execution says why and what to do, and shows up in the filtered list without a reload", async () => {
  await page.goto(`${home()}/executions?state=failed`);
  await text("No execution matches");
  await dormitory.changeRule((rule) => {
    delete rule["forEach"];
    rule["actions"] = [{ id: "stop", use: "fail", with: { message: "门禁系统停用。" } }];
  });
  const failed = await dormitory.run();
  await page.getByRole("link", { name: String(failed.id), exact: true }).click();
  await text("The action stop failed");
  await text("门禁系统停用。");
  await text("What to do:");
  await page.getByRole("button", { name: "Retry" }).click();
  await page.getByRole("dialog").getByText("Actions that succeeded are not repeated").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
});

test("disabling a rule says first what will happen", async () => {
  await page.goto(`${home()}/rules`);
  await page.getByRole("switch", { name: "公寓晚归名单" }).click();
  await page.getByRole("dialog").getByText("Slots that become due count as “disabled”").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  const refusal = page.getByRole("dialog").getByRole("alert");
  const disabled = page.getByRole("switch", { name: "公寓晚归名单", checked: false });
  await disabled.or(refusal).first().waitFor({ timeout: 60_000 });
  expect(await refusal.allTextContents()).toEqual([]);
  expect((await dormitory.api<{ status: string }>("GET", "/v1/rules/dorm-late-return")).status).toBe("disabled");
});

test("nothing moves for a person who asks their system for that", async () => {
  const durations = () =>
    page.evaluate<string>(`getComputedStyle(document.querySelector("button")).transitionDuration`);
  expect(await durations()).toMatch(/^0s(?:, 0s)*$/);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await expect.poll(durations).toMatch(/[1-9]/);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(durations).toMatch(/^0s(?:, 0s)*$/);
});

test("the language and the theme that were chosen stay", async () => {
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("heading", { name: "规则" }).waitFor();
  await page.getByRole("link", { name: "设置", exact: true }).click();
  await page.getByText("深色").click();
  await page.reload();
  await page.getByRole("heading", { name: "设置" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  expect(await page.getByRole("radio", { name: "深色" }).isChecked()).toBe(true);
});

test("a new password replaces the first one, and who signs out is out", async () => {
  await page.getByRole("link", { name: "admin" }).click();
  await page.getByLabel("当前密码").fill(dormitory.server.firstLogin?.password ?? "");
  await page.getByLabel("新密码", { exact: true }).fill("a-password-of-my-own");
  await page.getByLabel("再输入一次").fill("a-password-of-my-own");
  await page.getByRole("button", { name: "修改密码" }).click();
  await text("密码已修改");
  await page.getByRole("button", { name: "退出登录" }).click();
  await page.getByLabel("用户名").fill("admin");
  await page.getByLabel("密码", { exact: true }).fill("a-password-of-my-own");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "规则" }).waitFor();
});

test("all of it asked no other host, and broke no content policy", () => {
  expect([...hosts]).toEqual([new URL(home()).host]);
  expect(complaints).toEqual([]);
});

async function executionCount(): Promise<number> {
  return (await dormitory.api<{ items: unknown[] }>("GET", "/v1/executions?limit=200")).items.length;
}
