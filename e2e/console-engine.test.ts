import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "./support/barriers.ts";
import { callWith, type CallApi } from "./support/call-api.ts";
import { openBrowser } from "./support/open-browser.ts";
import { startDormitory, type Dormitory } from "./support/start-dormitory.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

let dormitory: Dormitory;
let browser: Browser;
let page: Page;
/** Sends one CloudEvent. */
let send: CallApi;
/** Whatever the browser complained of, and the files it asked for. */
const complaints: string[] = [];
const files: string[] = [];

const home = () => dormitory.server.url ?? "";
const editor = (): Locator => page.getByRole("textbox", { name: "YAML of the rule" });
const dialog = (): Locator => page.getByRole("dialog").last();

beforeAll(async () => {
  [dormitory, browser] = await Promise.all([startDormitory(), openBrowser()]);
  const token = (await readFile(dormitory.server.tokenFile, "utf8")).trim();
  send = callWith(home(), { authorization: `Bearer ${token}`, "content-type": "application/cloudevents+json" });
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 900 },
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
  page.on("request", (request) => files.push(new URL(request.url()).pathname));
  await page.goto(home());
  await page.getByLabel("User name").fill(dormitory.server.firstLogin?.username ?? "");
  await page.getByLabel("Password", { exact: true }).fill(dormitory.server.firstLogin?.password ?? "");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Rules" }).waitFor();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await dormitory?.[Symbol.asyncDispose]();
});

test("the list of rules loads nothing of the editor", async () => {
  await page.getByRole("link", { name: "公寓晚归名单" }).waitFor();
  expect(files.filter((name) => /editor|diffsurface|yaml/i.test(name))).toEqual([]);
});

test("a rule is written with completion, what is wrong stands at its line, and it is saved with a note", async () => {
  await page.getByRole("button", { name: "New rule" }).click();
  await write(`rule: orders
name: Orders
triggers:
  - id: paid
    event: order.paid
  - cron: "99 9 * * *"
condition: event.data.amount >= 100
actions:
  - id: note
    use: `);
  await page.keyboard.type("noo");
  await page.getByRole("option", { name: /^noop/ }).click();
  await page.getByText("use: noop").waitFor();

  const problems = page.getByRole("region", { name: "Check" });
  await problems.getByText("Problems: 1").waitFor();
  expect(await page.getByRole("button", { name: "Save…" }).isDisabled()).toBe(true);
  await problems.getByRole("button", { name: /^Line 6/ }).click();
  expect(await page.locator(".cm-activeLine").innerText()).toContain("99 9");
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.insertText('- cron: "0 9 * * *"');
  await problems.getByText("Nothing is wrong").waitFor();

  await page.getByRole("button", { name: "Save…" }).click();
  await dialog().getByLabel("What changed").fill("The first one");
  await dialog().getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Orders" }).waitFor();
  await page.getByText("Disabled", { exact: true }).waitFor();
});

test("a change is shown before it is saved, and two versions are compared and the first restored", async () => {
  await page.goto(`${home()}/rules/orders/edit`);
  await replaceLine("name: Orders", "name: Large orders");
  await page.getByRole("button", { name: "Save…" }).click();
  await dialog().getByRole("textbox", { name: "Edited" }).getByText("Large orders").waitFor();
  await dialog().getByLabel("What changed").fill("Another name");
  await dialog().getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Large orders" }).waitFor();

  await page.getByRole("tab", { name: "Versions" }).click();
  const versions = page.getByRole("table", { name: "Versions" });
  await versions
    .getByRole("row")
    .filter({ hasText: "Another name" })
    .getByRole("link", { name: /Compare/ })
    .click();
  await page.getByRole("textbox", { name: "Version 1" }).getByText("name: Orders").waitFor();
  await page.getByRole("textbox", { name: "Version 2" }).getByText("name: Large orders").waitFor();
  expect(page.url()).toMatch(/tab=versions&from=1&to=2/);
  await versions.getByRole("button", { name: "Restore version 1" }).click();
  await dialog().getByRole("button", { name: "Restore" }).click();
  await page.getByText("Version 1 is saved again as version 3").waitFor();
  await page.getByRole("heading", { name: "Orders", exact: true }).waitFor();
});

test("what somebody else saves meanwhile is shown, and nobody's words get lost", async () => {
  await page.goto(`${home()}/rules/orders/edit`);
  await replaceLine("name: Orders", "name: My orders");
  const { definition } = await dormitory.api<{ definition: object }>("GET", "/v1/rules/orders");
  await dormitory.api("PUT", "/v1/rules/orders", { ...definition, description: "Theirs" });
  const alert = page.getByRole("alert").filter({ hasText: "has just saved version 4" });
  await alert.waitFor();
  expect(await page.getByRole("button", { name: "Save…" }).isDisabled()).toBe(true);
  await alert.getByRole("button", { name: "Show what differs" }).click();
  await dialog().getByText("description: Theirs").waitFor();
  await dialog().getByRole("button", { name: "Go on with mine" }).click();
  await page.getByRole("button", { name: "Save…" }).click();
  await dialog().getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "My orders" }).waitFor();
  const saved = await dormitory.api<{ version: number; name: string }>("GET", "/v1/rules/orders");
  expect(saved).toMatchObject({ version: 5, name: "My orders" });
});

test("leaving with changes asks first", async () => {
  await page.goto(`${home()}/rules/orders/edit`);
  await replaceLine("name: My orders", "name: Lost");
  await page.getByRole("link", { name: "Events", exact: true }).click();
  await dialog().getByRole("button", { name: "Stay" }).click();
  await editor().getByText("name: Lost").waitFor();
  await page.getByRole("link", { name: "Events", exact: true }).click();
  await dialog().getByRole("button", { name: "Leave" }).click();
  await page.getByRole("heading", { name: "Events" }).waitFor();
});

test("before a rule is enabled it is said what starts it and when, and what hinders it", async () => {
  await page.goto(`${home()}/rules/orders`);
  await page.getByRole("switch").click();
  await dialog().getByText("Waits for events that come in").waitFor();
  await dialog().getByRole("listitem").filter({ hasText: "09:00" }).nth(4).waitFor();
  await dialog().getByText("No action reaches the outside.").waitFor();
  await dialog().getByRole("button", { name: "Enable" }).click();
  await page.getByText("Enabled", { exact: true }).first().waitFor();

  await dormitory.api("PUT", "/v1/rules/hook", {
    rule: "hook",
    name: "Hook",
    triggers: [{ id: "shop", webhook: "token", secret: "${{ secrets.notThere }}", type: "shop.changed" }],
    actions: [{ use: "noop" }],
  });
  await page.goto(`${home()}/rules/hook`);
  await page.getByRole("switch").click();
  await dialog().getByText("It cannot be enabled yet").waitFor();
  await dialog().getByText(`${home()}/v1/hooks/hook/shop`).waitFor();
  expect(await dialog().getByRole("button", { name: "Enable" }).isDisabled()).toBe(true);
});

test("an event shows what each rule made of it and why, its condition is tested, and it is replayed", async () => {
  await page.goto(`${home()}/events`);
  await page.getByText("No events yet").waitFor();
  const event = { specversion: "1.0", source: "/shops/7", type: "order.paid" };
  await send("POST", "/v1/events", { ...event, id: "small", data: { amount: 80 } });
  // No reload: what comes in shows up by itself.
  await page.getByRole("row").filter({ hasText: "Condition false" }).waitFor();
  await send("POST", "/v1/events", { ...event, id: "refund", type: "refund.asked", data: {} });
  // Whether it is checked stands in the address, which changes a moment later.
  await page.getByRole("checkbox", { name: "Only unmatched" }).click();
  await page.getByRole("link", { name: "refund.asked" }).waitFor();
  expect(page.url()).toContain("unmatched=true");
  await page.getByRole("checkbox", { name: "Only unmatched" }).click();

  await page.getByRole("link", { name: "order.paid" }).click();
  const decisions = page.getByRole("table", { name: "What the rules made of it" });
  await decisions.getByText("event.data.amount = 80").waitFor();
  await decisions.getByRole("link", { name: "Test a condition with it" }).click();
  await dialog().getByRole("button", { name: "Evaluate" }).click();
  await dialog().getByText("It is not met").waitFor();
  const parts = dialog().getByRole("table", { name: "What each part comes to" });
  await parts.getByRole("row", { name: /^event\.data\.amount 80$/ }).waitFor();

  await page.goBack();
  await page.getByRole("button", { name: "Replay" }).click();
  await dialog().getByRole("button", { name: "Replay" }).click();
  await page.getByText(/Looked at again as event #\d+/).waitFor();
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await page.getByRole("link", { name: "Event #1", exact: true }).waitFor();
});

test("a dead letter tells its reason, is corrected and replayed, and another is put away", async () => {
  for (const id of ["a", "b"])
    await send("POST", "/v1/events", { specversion: "1.0", id, source: "/shops/7" }).catch(() => undefined);
  await page.goto(`${home()}/events?tab=letters`);
  const table = page.getByRole("table", { name: "Dead letters" });
  await table.getByRole("button").nth(1).click();
  await dialog().getByText("type", { exact: true }).waitFor();
  await dialog().getByRole("textbox", { name: "What it should have been" }).click();
  await page.keyboard.press("Control+a");
  const corrected = { specversion: "1.0", id: "a", source: "/shops/7", type: "order.paid", data: { amount: 120 } };
  await page.keyboard.insertText(JSON.stringify(corrected));
  await dialog().getByRole("button", { name: "Replay" }).click();
  await page.getByText("Events accepted: 1").waitFor();

  await table.getByRole("button").first().click();
  await dialog().getByRole("button", { name: "Put away" }).click();
  await dialog().getByRole("button", { name: "Put away" }).click();
  await page.getByText("No dead letters").waitFor();
  const { items } = await dormitory.api<{ items: { rule: string }[] }>("GET", "/v1/executions?rule=orders");
  expect(items).toHaveLength(1);
});

test("a calendar is written as data, and the notice of the State Council is read, compared and saved", async () => {
  await page.goto(`${home()}/calendars`);
  await page.getByRole("button", { name: "New calendar" }).click();
  await page.getByRole("textbox", { name: "YAML of the calendar" }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(
    'calendar: campus\nname: Campus\nfrom: 2026-01-01\nuntil: 2026-12-31\nworkWeek: [1, 2, 3, 4, 5]\ndays:\n  - { date: 2026-03-20, kind: "off", name: 校庆 }\n',
  );
  await dialog().getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Campus" }).waitFor();
  await page.getByTitle("2026-03-20 Day off 校庆").waitFor();

  await page.getByRole("button", { name: "Paste a holiday notice" }).click();
  await dialog()
    .getByLabel("The whole notice")
    .fill(
      "国务院办公厅关于2026年部分节假日安排的通知\n一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。",
    );
  await dialog().getByRole("button", { name: "Read it" }).click();
  await dialog().getByText("2026: days off 3, worked to make up 1").waitFor();
  await dialog().getByRole("region", { name: "Added" }).getByText("2026-01-04").waitFor();
  await dialog().getByRole("region", { name: "Removed" }).getByText("2026-03-20").waitFor();
  await dialog().getByRole("button", { name: "Save to the calendar" }).click();
  await page.getByText("The calendar Campus is saved").waitFor();
  await page.getByTitle("2026-01-04 Worked, to make up").first().waitFor();
});

test("rules are found by folder and label, and a copy begins with the text of another rule", async () => {
  await dormitory.api("PUT", "/v1/rules/stock", {
    rule: "stock",
    name: "Stock",
    folder: "shop/stock",
    labels: { team: "shop" },
    actions: [{ use: "noop" }],
  });
  await page.goto(`${home()}/rules`);
  const folders = page.getByRole("navigation", { name: "Folders" });
  await folders.getByRole("link", { name: "shop 1", exact: true }).click();
  await page.getByRole("table").getByRole("link", { name: "Stock" }).click();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await editor().getByText("rule: stock-copy").waitFor();
  await editor().getByText("name: Stock (copy)").waitFor();
});

test("a notice is counted by the bell, leads to its execution and is read, and what that returned is shown", async () => {
  const username = dormitory.server.firstLogin?.username ?? "";
  await dormitory.api("PUT", "/v1/rules/tell", {
    rule: "tell",
    name: "Tell",
    actions: [
      {
        id: "tell",
        use: "notice.send",
        with: { title: "Stock is low", body: "Order soon", level: "warning", link: "/rules/stock", users: [username] },
      },
      { use: "notice.send", with: { title: "Stock is counted", users: [username] } },
      { return: { told: "${{ actions.tell.recipients }}" } },
    ],
  });
  const { executionId } = await dormitory.api<{ executionId: number }>("POST", "/v1/rules/tell/trigger", {});
  expect(await dormitory.ended(executionId)).toMatchObject({ failure: null, output: { told: 1 } });
  await page.goto(`${home()}/rules`);
  await page.getByRole("link", { name: "Notices, unread: 2" }).press("Enter");
  const notice = page.getByRole("listitem").filter({ hasText: "Stock is low" });
  await notice.getByText("Warning").waitFor();
  await notice.getByText("Order soon").waitFor();
  await notice.getByText("Unread", { exact: true }).waitFor();
  expect(await notice.getByRole("link", { name: "Open" }).getAttribute("href")).toBe(`${home()}/rules/stock`);
  await notice.getByRole("button", { name: "Mark as read: Stock is low" }).press("Enter");
  await page.getByRole("link", { name: "Notices, unread: 1" }).waitFor();
  await notice.getByText("Unread", { exact: true }).waitFor({ state: "detached" });
  expect(await notice.evaluate((item) => item.matches(":focus"))).toBe(true);
  await page.getByRole("button", { name: "Mark all on this page as read" }).click();
  await page.getByRole("link", { name: "Notices", exact: true }).waitFor();
  await notice.getByRole("link", { name: `Execution #${executionId}` }).click();
  const returned = page.getByRole("region", { name: "Result (return)" });
  await returned.getByText('"told": 1').waitFor();

  // Unread ones are looked at below.
  const again = await dormitory.api<{ executionId: number }>("POST", "/v1/rules/tell/trigger", {});
  await dormitory.ended(again.executionId);
});

test.each([
  ["new-rule", ".cm-content"],
  ["rules/orders/edit", ".cm-content"],
  ["rules/orders?tab=versions&from=4&to=5", ".cm-mergeView"],
  ["rules/orders?test=true&event=1", "[role=dialog] .cm-content"],
  ["events", "table"],
  ["events/1", "table"],
  ["events?tab=letters&state=all", "table"],
  ["events?tab=feeds", "table"],
  ["calendars/campus", "caption"],
  ["notices", "#content li h2"],
])("/%s keeps nobody out: labels, roles, contrast, in the light and in the dark", async (path, waitFor) => {
  await page.goto(`${home()}/${path}`);
  await page.locator(waitFor).first().waitFor();
  expect(await barriersOf(page)).toEqual([]);
});

test("all of it broke no content policy", () => {
  expect(complaints).toEqual([]);
});

/** Replaces the whole text of the editor. Typed key by key, it would be indented and completed on its way. */
async function write(text: string): Promise<void> {
  await editor().click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

async function replaceLine(before: string, after: string): Promise<void> {
  await editor().getByText(before, { exact: true }).click();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.insertText(after);
}
