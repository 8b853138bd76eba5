import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "./support/barriers.ts";
import { openBrowser } from "./support/open-browser.ts";
import { startDormitory, type Dormitory } from "./support/start-dormitory.ts";
import { totpOf } from "./support/totp.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

const OWN_PASSWORD = "seven-owls-in-a-tower";

let dormitory: Dormitory;
let browser: Browser;
/** The administrator's browser, and that of the person they add. */
let admin: Page;
let other: Page;
/** Whatever the browsers complained of. */
const complaints: string[] = [];
/** Everything that the server answered to the browsers, to look for what must not be in it. */
const answers: string[] = [];

const home = () => dormitory.server.url ?? "";

beforeAll(async () => {
  [dormitory, browser] = await Promise.all([startDormitory(), openBrowser()]);
  admin = await newPage();
  other = await newPage();
  const { username = "", password = "" } = dormitory.server.firstLogin ?? {};
  await signIn(admin, username, password);
  await admin.getByRole("heading", { name: "Rules" }).waitFor();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await dormitory?.[Symbol.asyncDispose]();
});

test("a person who is added has to choose a password of their own, and sees nothing that they may not do", async () => {
  const password = await addUser(admin, { name: "wang.fang", role: "Viewer" });

  await signIn(other, "wang.fang", password);
  await other.getByText("First replace the password that an administrator gave you").waitFor();
  await other.goto(`${home()}/rules`);
  await other.getByText("First replace the password").waitFor();
  await other.getByLabel("Current password").fill(password);
  await other.getByLabel("New password", { exact: true }).fill(OWN_PASSWORD);
  await other.getByLabel("New password again").fill(OWN_PASSWORD);
  await other.getByRole("button", { name: "Change password" }).click();

  await other.getByRole("link", { name: "公寓晚归名单" }).waitFor();
  await other.getByRole("row").filter({ hasText: "dorm-late-return" }).getByText("Enabled", { exact: true }).waitFor();
  expect(await other.getByRole("switch").count()).toBe(0);
  expect(await other.getByRole("button", { name: /Run now/ }).count()).toBe(0);
  const links = await other.getByRole("navigation", { name: "Main navigation" }).getByRole("link").allInnerTexts();
  const running = ["Rules", "Executions", "Failures", "Events", "Alerts", "Statistics", "Task grids", "Incentives"];
  const told = ["Messages", "Why not received", "Templates", "Message statistics"];
  expect(links).toEqual([...running, "Calendars", ...told, "Settings"]);
});

test("another role shows the rest, and takes effect with the next sign-in", async () => {
  await admin.goto(`${home()}/users`);
  await admin.getByRole("button", { name: "Edit user wang.fang" }).click();
  await choose(admin, "Role", "Operator");
  await admin.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await admin.getByText("wang.fang is saved").waitFor();

  await other.goto(`${home()}/rules`);
  await signIn(other, "wang.fang", OWN_PASSWORD);
  await other.getByRole("button", { name: "Run now: 公寓晚归名单" }).waitFor();
});

test("whoever sets up a second factor signs in with its code from then on, and with a recovery code without the phone", async () => {
  await other.goto(`${home()}/account`);
  await other.getByRole("button", { name: "Set up a second factor" }).click();
  await other.locator("svg").first().waitFor();
  const secret = (await other.locator("li code").first().innerText()).replaceAll(" ", "");
  await other.getByLabel("Code", { exact: true }).fill("000000");
  await other.getByRole("button", { name: "Confirm" }).click();
  await other.getByRole("alert").getByText("The code is wrong").waitFor();
  await other.getByLabel("Code", { exact: true }).fill(await codeOf(secret));
  await other.getByRole("button", { name: "Confirm" }).click();
  const listed = other.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await listed.first().waitFor();
  const codes = await listed.allInnerTexts();
  expect(codes).toHaveLength(10);
  await other.getByRole("button", { name: "I have kept them" }).click();
  await other.getByText("Recovery codes left: 10.").waitFor();

  await other.getByRole("button", { name: "Sign out" }).click();
  await signIn(other, "wang.fang", OWN_PASSWORD);
  await other.getByLabel("Code", { exact: true }).fill(await codeOf(secret));
  await other.keyboard.press("Enter");
  // The code was used to set it up: it opens nothing a second time.
  await other.getByRole("alert").getByText("The code is wrong, or it has been used before.").waitFor();
  await other.getByLabel("Code", { exact: true }).fill(codes[0] ?? "");
  await other.keyboard.press("Enter");
  await other.getByRole("heading", { name: "Rules" }).waitFor();
});

test("a key is shown once, and what it allows it allows at once and until it is revoked", async () => {
  await admin.goto(`${home()}/keys`);
  await admin.getByRole("button", { name: "New key" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("timetable");
  await dialog.getByRole("checkbox", { name: "See rules" }).check();
  await dialog.getByRole("button", { name: "Create" }).click();
  const credential = await admin.getByRole("list", { name: "Key" }).getByRole("listitem").innerText();
  expect((await withKey(credential, "/v1/rules")).status).toBe(200);
  expect((await withKey(credential, "/v1/secrets")).status).toBe(403);

  await admin.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await admin.getByRole("dialog").waitFor({ state: "hidden" });
  const row = admin.getByRole("row").filter({ hasText: "timetable" });
  await row.getByText(credential.split(".")[0] ?? "").waitFor();
  expect(await admin.content()).not.toContain(credential.split(".")[1]);

  await row.getByRole("button", { name: "Revoke timetable" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await admin.getByText("timetable is revoked").waitFor();
  expect((await withKey(credential, "/v1/rules")).status).toBe(401);
});

test("a secret goes in, is used by the rules that name it, and never comes out", async () => {
  await admin.goto(`${home()}/secrets`);
  await admin
    .getByRole("row")
    .filter({ hasText: "gatePassword" })
    .getByRole("link", { name: "公寓晚归名单" })
    .waitFor();
  answers.length = 0;
  await admin.getByRole("button", { name: "New secret" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Name").fill("smsToken");
  await dialog.getByLabel("Value", { exact: true }).fill("planted-Zq9-value");
  await dialog.getByRole("button", { name: "Save" }).click();
  await admin.getByText("smsToken is saved").waitFor();
  await admin.reload();
  await admin.getByRole("row").filter({ hasText: "smsToken" }).getByText("Nobody").waitFor();
  await admin.goto(`${home()}/audit?action=secrets.set`);
  await admin.getByRole("row").filter({ hasText: "smsToken" }).getByRole("button").click();
  await admin.getByRole("dialog").getByText("smsToken").waitFor();
  expect(await admin.content()).not.toContain("planted-Zq9-value");
  expect(answers.join("\n")).not.toContain("planted-Zq9-value");
});

test("a rule that sends waits for a second person, who sees it in the navigation and releases it", async () => {
  await admin.goto(`${home()}/installation`);
  await admin.getByRole("switch", { name: /First enable of a rule/ }).click();
  await admin.getByRole("button", { name: "Save" }).click();
  await admin.getByText("The settings are saved").waitFor();
  const { definition } = await dormitory.api<{ definition: object }>("GET", "/v1/rules/dorm-late-return");
  await dormitory.api("PUT", "/v1/rules/parents", { ...definition, rule: "parents", name: "Parents" });

  await admin.goto(`${home()}/rules/parents`);
  await admin.getByRole("switch").click();
  await admin.getByRole("dialog").getByRole("button", { name: "Enable" }).click();
  await admin.getByText("A second person was asked").waitFor();
  await admin.getByRole("link", { name: "Show the request" }).click();
  await admin.getByText("You asked for this, or wrote what is asked for: somebody else decides.").waitFor();
  expect(await admin.getByRole("button", { name: "Approve" }).count()).toBe(0);

  await other.goto(`${home()}/rules`);
  await other.getByRole("navigation").getByTitle("Approvals that wait for you: 1").waitFor();
  await other.getByRole("link", { name: /Approvals 1$/ }).click();
  await other.getByRole("link", { name: "Enable a rule" }).click();
  await other.getByRole("button", { name: "Approve" }).click();
  await other.getByRole("dialog").getByLabel("Comment").fill("Looks right.");
  await other.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await other.getByText("It is approved").waitFor();
  await other.getByText("Looks right.").waitFor();
  expect((await dormitory.api<{ status: string }>("GET", "/v1/rules/parents")).status).toBe("enabled");
});

test("the audit trail shows what changed, before and after, and that it is whole", async () => {
  await admin.goto(`${home()}/audit`);
  await choose(admin, "Action", "Change installation settings");
  await admin.waitForURL(/action=settings\.change/);
  await admin.getByRole("button", { name: "Change installation settings" }).click();
  const change = admin.getByRole("dialog").locator("dl", { hasText: "approvals.firstEnable" });
  await change.getByText("Before false").waitFor();
  await change.getByText("After true").waitFor();
  expect(admin.url()).toMatch(/action=settings\.change&entry=\d+/);
  await admin.keyboard.press("Escape");

  await admin.getByRole("button", { name: "Verify the chain" }).click();
  await admin
    .getByRole("dialog")
    .getByText(/All \d+ entries are as they were written\./)
    .waitFor();
  await admin.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  const [download] = await Promise.all([
    admin.waitForEvent("download"),
    admin.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("audit.csv");
});

test("a restriction to labels is written in a form, and its person sees only those rules", async () => {
  await dormitory.changeRule((rule) => {
    rule["labels"] = { team: "学工处" };
  });
  await admin.goto(`${home()}/users`);
  await admin.getByRole("button", { name: "Edit user wang.fang" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Only a part" }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("Restrict to at least one label or input").waitFor();
  await dialog.getByRole("button", { name: "Add a label" }).click();
  await dialog.getByRole("combobox", { name: "Label, for example team" }).fill("team");
  await dialog.getByRole("combobox", { name: "Allowed values" }).fill("学工处");
  await admin.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Save" }).click();
  await admin.getByRole("row").filter({ hasText: "wang.fang" }).getByText("team: 学工处").waitFor();
  const { scope } = await dormitory.api<{ scope: unknown }>("GET", "/v1/users/wang.fang");
  expect(scope).toEqual({ labels: { team: ["学工处"] }, inputs: {} });
});

test("whoever guesses too often is told to wait, and for how long", async () => {
  const stranger = await newPage();
  const tooMany = stranger.getByRole("alert").getByText("There were too many failed attempts.");
  for (let attempt = 0; attempt < 20 && (await tooMany.count()) === 0; attempt += 1) {
    await signIn(stranger, "wang.fang", `guess-${attempt}`);
    await stranger.getByRole("alert").waitFor();
    // The answer to this attempt has come when the button can be pressed again.
    await stranger.locator(".ant-btn-loading").waitFor({ state: "detached" });
  }
  await tooMany.waitFor();
  await stranger
    .getByRole("alert")
    .getByText(/It can be tried again in \d+/)
    .waitFor();
  await stranger.context().close();
});

test.each([
  ["users", "table"],
  ["roles", "table"],
  ["keys", "table"],
  ["secrets", "table"],
  ["connections", "main"],
  ["audit", "table"],
  ["approvals?view=all", "table"],
  ["installation", "form"],
  ["account", "form"],
])("/%s keeps nobody out: labels, roles, contrast, in the light and in the dark", async (path, waitFor) => {
  await admin.goto(`${home()}/${path}`);
  await admin.locator(waitFor).first().waitFor();
  expect(await barriersOf(admin)).toEqual([]);
});

test("the reference of the API shows its routes and tries them, under a policy that lets no script of others in", async () => {
  await admin.goto(`${home()}/docs/api`);
  // The page reads the whole document before it shows anything.
  await admin.getByRole("link", { name: "session", exact: true }).click({ timeout: 60_000 });
  const section = admin.locator(".opblock", { hasText: "/v1/session/options" }).first();
  await section.getByRole("button").first().click();
  await section.getByRole("button", { name: "Execute" }).click();
  await section.locator(".responses-table.live-responses-table").getByText('"singleSignOn": false').waitFor();
});

test("all of it broke no content policy", () => {
  expect(complaints).toEqual([]);
});

async function newPage(): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // The browser reports each refused request; being refused is part of these tests.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  page.on("response", async (response) => {
    if (!response.url().includes("/v1/") || response.url().endsWith("/v1/changes")) return;
    answers.push(await response.text().catch(() => ""));
  });
  return page;
}

async function signIn(page: Page, name: string, password: string): Promise<void> {
  if (!page.url().startsWith(home())) await page.goto(home());
  await page.getByLabel("User name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
}

/** Adds a person and returns the password that the console shows once. */
async function addUser(page: Page, user: { readonly name: string; readonly role: string }): Promise<string> {
  await page.goto(`${home()}/users`);
  await page.getByRole("button", { name: "New user" }).click();
  await page.getByRole("dialog").getByLabel("User name").fill(user.name);
  await choose(page, "Role", user.role);
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const shown = page.getByRole("list", { name: "First password" });
  const password = await shown.getByRole("listitem").innerText();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("row").filter({ hasText: user.name }).waitFor();
  expect(await page.content()).not.toContain(password);
  return password;
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: label }).click();
  await page.locator(".ant-select-item-option", { hasText: option }).first().click();
}

/** The code of now, by the clock of the database: that of the test may have been moved. */
async function codeOf(secret: string): Promise<string> {
  return totpOf(secret, await dormitory.database.clock.now());
}

async function withKey(credential: string, path: string): Promise<Response> {
  return fetch(`${home()}${path}`, { headers: { authorization: `Bearer ${credential}` } });
}
