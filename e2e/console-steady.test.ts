import { startLoopbackServer } from "@belfry/testkit";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "./support/barriers.ts";
import { openBrowser } from "./support/open-browser.ts";
import { startDormitory, type Dormitory } from "./support/start-dormitory.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

let dormitory: Dormitory;
let browser: Browser;
let page: Page;
/** Whatever the browser complained of. */
const complaints: string[] = [];
const failed: number[] = [];

/** In the words of the page: how many pixels it has to be moved sideways to see all of it. */
const tooWideBy = `document.documentElement.scrollWidth - document.documentElement.clientWidth`;

const home = () => dormitory.server.url ?? "";
const dialog = (): Locator => page.getByRole("dialog").last();

beforeAll(async () => {
  [dormitory, browser] = await Promise.all([startDormitory(), openBrowser()]);
  await dormitory.database.clock.set("2026-05-04T02:00:30Z");
  await seed();
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
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
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

async function saveEnabled(rule: string, definition: object): Promise<void> {
  await dormitory.api("PUT", `/v1/rules/${rule}`, { rule, ...definition });
  await dormitory.api("POST", `/v1/rules/${rule}/enable`, {});
}

/** A rule that fired some hours, and one that failed. */
async function seed(): Promise<void> {
  await saveEnabled("hourly", {
    name: "Hourly",
    triggers: [{ id: "hour", cron: "0 * * * *", timezone: "Asia/Shanghai" }],
    actions: [{ id: "note", use: "noop" }],
  });
  await saveEnabled("broken", {
    name: "Broken",
    actions: [{ id: "sum", use: "noop", with: { value: "${{ vars.none.at }}" } }],
  });
  for (const hour of ["03", "04"]) {
    await dormitory.database.clock.set(`2026-05-04T${hour}:00:30Z`);
    await vi.waitFor(
      async () => {
        const { fates } = await dormitory.api<{ fates: { fired?: number } }>("GET", "/v1/rules/hourly/reconciliation");
        expect(fates.fired).toBe(Number(hour) - 2);
      },
      { timeout: 120_000 },
    );
  }
  for (let n = 0; n < 2; n += 1) {
    const { executionId } = await dormitory.api<{ executionId: number }>("POST", "/v1/rules/broken/trigger", {});
    expect(await dormitory.ended(executionId)).toMatchObject({ state: "failed" });
    failed.push(executionId);
  }
}

test("the slots of a rule are a calendar: a day is reached with the keys, opened, and exported", async () => {
  await page.goto(`${home()}/rules/hourly?tab=slots&span=2026-05`);
  const today = page.getByRole("button", { name: /^2026-05-04: / });
  await today.waitFor();
  expect(await today.getAttribute("aria-label")).toMatch(/^2026-05-04: Due 3, Fired 2, Planned 1$/);
  const first = page.getByRole("button", { name: /^2026-05-01: / });
  await first.focus();
  for (const key of ["ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
  expect(await page.evaluate(`document.activeElement?.getAttribute("data-day")`)).toBe("2026-05-04");
  await page.keyboard.press("Enter");
  const slots = page.getByRole("table", { name: "Slots of 2026-05-04" });
  await slots.getByRole("row").nth(3).waitFor();
  expect(page.url()).toContain("day=2026-05-04");
  await page.getByText("All accounted for").or(page.getByText("Balanced")).first().waitFor();

  const href = await page.getByRole("link", { name: "Export Excel" }).getAttribute("href");
  const workbook = await page.request.get(new URL(href ?? "", home()).toString());
  expect(workbook.headers()["content-type"]).toContain("spreadsheetml");
  expect((await workbook.body()).subarray(0, 2).toString()).toBe("PK");
});

test("statistics tell how executions ended, by period and by reason", async () => {
  await page.goto(`${home()}/statistics?from=2026-05-01&to=2026-05-07&rule=hourly`);
  const periods = page.getByRole("table", { name: "Periods" });
  await periods.getByRole("row", { name: /^2026-05-04 2 2 0 0 100 %/ }).waitFor();
  expect(await periods.getByRole("row").count()).toBe(8);
  await page.getByRole("img", { name: "Executions in each period" }).waitFor();
  await page.getByRole("table", { name: "Busiest rules" }).getByRole("link", { name: "Hourly" }).waitFor();
  await page.goto(`${home()}/statistics?from=2026-05-01&to=2026-05-07`);
  await page.getByRole("table", { name: "Reasons of failure" }).getByRole("row").nth(1).waitFor();
  await page.getByText("Weeks", { exact: true }).click();
  await page.waitForURL(/by=week/);
});

test("failures are grouped by reason, and many of them are retried at once", async () => {
  await page.goto(`${home()}/failures`);
  const groups = page.getByRole("table", { name: "Failures" });
  await groups
    .getByRole("row")
    .filter({ hasText: "Broken" })
    .filter({ hasText: `#${failed[1]}` })
    .waitFor();
  await groups.getByRole("checkbox", { name: /^Choose Broken/ }).check();
  await page.getByText("Executions chosen: 2").waitFor();
  await page.getByRole("button", { name: "Retry…" }).click();
  await dialog().getByRole("radio", { name: "From the start" }).check();
  await dialog().getByText("A new execution repeats all actions").waitFor();
  await dialog().getByRole("radio", { name: "From the action that failed" }).check();
  await dialog().getByLabel("Note for the audit trail").fill("again");
  await dialog().getByRole("button", { name: "Retry" }).click();
  const jobs = page.getByRole("table", { name: "Work on many" });
  await jobs.getByRole("row").filter({ hasText: "2 of 2" }).waitFor();
  // How many a second is counted by the clock of the database, which stands still here.
  await dormitory.database.clock.set("2026-05-04T04:01:00Z");
  await jobs.getByRole("row").filter({ hasText: "2 of 2" }).filter({ hasText: "Done" }).waitFor();
});

test("one execution is retried from the start as another one", async () => {
  const id = failed[0] ?? 0;
  await dormitory.ended(id);
  await page.goto(`${home()}/executions/${id}`);
  await page.getByRole("button", { name: "Retry" }).click();
  await dialog().getByRole("radio", { name: "From the start" }).check();
  await dialog().getByRole("radio", { name: "The newest" }).check();
  await dialog().getByRole("button", { name: "Retry" }).click();
  await page.waitForURL((url) => /\/executions\/\d+$/.test(url.pathname) && !url.pathname.endsWith(`/${id}`));
});

test("an execution says what it waits for: room, until the one before it has ended", async () => {
  await dormitory.api("PUT", "/v1/rules/narrow", {
    rule: "narrow",
    name: "Narrow",
    concurrency: { limit: 1, onBusy: "queue" },
    actions: [{ id: "rest", wait: { for: "1h" } }],
  });
  const ids: number[] = [];
  for (let n = 0; n < 3; n += 1)
    ids.push((await dormitory.api<{ executionId: number }>("POST", "/v1/rules/narrow/trigger", {})).executionId);
  await page.goto(`${home()}/executions/${ids[2]}`);
  await page.getByText("For room: the rule lets 1 work at once; before it: 1").waitFor();
  await page.goto(`${home()}/executions/${ids[0]}`);
  await page.getByText("In the action rest").waitFor();
});

test("an action that runs for long says how far it is", async () => {
  const first = JSON.stringify({ total: 40, rows: Array.from({ length: 10 }, (_, n) => ({ n })) });
  // The second page never comes.
  await using list = await startLoopbackServer(({ query }, response) => {
    if (query.get("page") === "1") response.setHeader("content-type", "application/json").end(first);
  });
  await dormitory.api("PUT", "/v1/connections/list", { address: list.host, purpose: "A list", allowLocal: true });
  const paging = { kind: "page", rows: "rows", total: "total", size: 10 };
  await dormitory.api("PUT", "/v1/rules/reader", {
    rule: "reader",
    name: "Reader",
    actions: [{ id: "read", use: "http.paginate", with: { url: `${list.url}/list`, paging } }],
  });
  const { executionId } = await dormitory.api<{ executionId: number }>("POST", "/v1/rules/reader/trigger", {});
  await page.goto(`${home()}/executions/${executionId}`);
  await page.getByRole("progressbar", { name: "read: 10 of 40" }).waitFor();
  await dormitory.api("POST", `/v1/executions/${executionId}/cancel`, {});
  await dormitory.ended(executionId);
});

test("a node is drained after a warning that it is the last one, and resumed", async () => {
  await page.goto(`${home()}/nodes`);
  const nodes = page.getByRole("table", { name: "Nodes" });
  await nodes.getByText("Active", { exact: true }).waitFor();
  await nodes.getByRole("button", { name: /^Drain node/ }).click();
  await dialog()
    .getByText(/It is the last active node with the role/)
    .waitFor();
  await dialog().getByRole("button", { name: "Drain" }).click();
  await page.getByText(/^Nobody does: /).waitFor();
  await nodes.getByRole("button", { name: /^Resume node/ }).click();
  await nodes.getByText("Active", { exact: true }).waitFor();
});

test("a connection is parked by hand with a reason and let go again, and a limit is set", async () => {
  await page.goto(`${home()}/flow`);
  await page.getByRole("button", { name: "Open by hand…" }).click();
  await dialog().getByLabel("Address (host:port)").fill("erp.example.org:443");
  await dialog().getByLabel("Reason").fill("It is being updated");
  await dialog().getByRole("button", { name: "Open it" }).click();
  const breakers = page.getByRole("table", { name: "Circuit breakers" });
  const row = breakers.getByRole("row").filter({ hasText: "erp.example.org:443" });
  await row.getByText("It is being updated").waitFor();
  await row.getByRole("button", { name: "Close erp.example.org:443" }).click();
  // By its name: the dialog before may still be on its way out, and has a button to close it, too.
  const closing = page.getByRole("dialog", { name: /^Close erp\.example\.org:443/ });
  await closing.getByRole("button", { name: "Close", exact: true }).last().click();
  await row.getByText("Closed: as always").waitFor();

  await page.getByRole("button", { name: "Add a limit" }).click();
  await dialog().getByLabel("Label (name=value)").fill("db=erp");
  await dialog().getByLabel("How many work at once").fill("3");
  await dialog().getByRole("button", { name: "Save" }).click();
  await page.getByRole("table", { name: "Limits" }).getByText("3 at once").waitFor();
});

test("alerts that last and those that are over are listed, with what they are about", async () => {
  await page.goto(`${home()}/alerts?view=all`);
  await page.getByRole("heading", { name: "Alerts", exact: true }).waitFor();
  await page.getByRole("region", { name: "Rules that take alerts" }).waitFor();
});

test.each([
  ["rules/hourly?tab=slots&span=2026-05&day=2026-05-04", "button[data-day]"],
  ["statistics?from=2026-05-01&to=2026-05-07", "table"],
  ["failures", "table"],
  ["nodes", "table strong"],
  ["flow", "main section table"],
  ["alerts?view=all", "main section"],
])("/%s keeps nobody out, and fits a telephone", async (path, waitFor) => {
  await page.goto(`${home()}/${path}`);
  await page.locator(waitFor).first().waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(tooWideBy)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("all of it broke no content policy", () => {
  expect(complaints).toEqual([]);
});
