/**
 * `npm run screenshots`: every screen of the console in both languages and both themes, as PNG files in docs/screenshots.
 *
 * Starts Belfry with the demo's content in a throw-away folder, runs the example once, and walks through the pages. The
 * console has to be built (`npm start` builds it). `npm run screenshots -- sandbox` draws only the named screens.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProviderSandbox, type ProviderSandbox } from "@belfry/fakes";
import { createServerLog, readServerConfig, startServer, type Server } from "@belfry/server";
import { createTestDatabase, startTestPostgres, type TestDatabase } from "@belfry/testkit";
import type { Browser, Page } from "playwright-core";
import { seedGrid } from "../e2e/console-grid/seed-grid.ts";
import { seedIncentive } from "../e2e/console-incentive/seed-incentive.ts";
import { openBrowser } from "../e2e/support/open-browser.ts";
import { collectResult } from "./demo/collect-result.ts";
import { connect } from "./demo/connect.ts";
import { seedDemo } from "./demo/seed-demo.ts";
import { startGate } from "./demo/start-gate.ts";
import { seedEvents } from "./screenshots/seed-events.ts";
import { seedFlow } from "./screenshots/seed-flow.ts";
import { seedMessages } from "./screenshots/seed-messages.ts";
import { seedPeople } from "./screenshots/seed-people.ts";
import { firstHalfDay, seedWeeks } from "./screenshots/seed-weeks.ts";

const FOLDER = fileURLToPath(new URL("../docs/screenshots", import.meta.url));
const VIEWPORT = { width: 1280, height: 800 };
const looks = [
  { language: "zh", theme: "light" },
  { language: "zh", theme: "dark" },
  { language: "en", theme: "light" },
  { language: "en", theme: "dark" },
] as const;
type Look = (typeof looks)[number];

/** Where a screen is, and what stands there when it is drawn. */
interface Screen {
  readonly path: string;
  readonly waitFor: string;
  /** What is pressed first. */
  readonly press?: string;
  /** What is typed where the last press has put the cursor, key by key. */
  readonly keys?: readonly string[];
  /** What is pressed then. */
  readonly thenPress?: string;
  /** Down to its end, and not only what a screen shows first. */
  readonly whole?: true;
  /** Also as a telephone shows it. */
  readonly narrow?: true;
}

await using stack = new AsyncDisposableStack();
const { server, failed, providers } = await startDemoServer(stack);
const api = await connect(address(server), server.tokenFile);
const { children, mail, message } = await runExample();
const events = await seedEvents(api, { url: address(server), tokenFile: server.tokenFile });
const flow = await seedFlow(api);
// Before a second person has to release every message.
await seedMessages(api, providers, address(server));
const grid = await seedGrid(api, new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
await seedIncentive(api);
// Another revision, so that two can be compared.
await api("POST", "/v1/incentives/campaigns/SH-2025-09/install", { revision: "2025-09" });
const approvals = await seedPeople(api);
const entry =
  (await api<{ items: readonly { id: number }[] }>("GET", "/v1/audit?action=settings.change")).items[0]?.id ?? 0;
const browser = await openBrowser();
stack.defer(() => browser.close());
await mkdir(FOLDER, { recursive: true });

const wanted = process.argv.slice(2);
const screens = Object.entries(screensOf()).filter(([name]) => wanted.length === 0 || wanted.includes(name));
for (const look of looks) {
  const page = await signIn(browser, look);
  for (const [name, screen] of screens) await shoot(page, `${name}-${look.language}-${look.theme}`, screen);
  await page.context().close();
}
console.log(`${screens.length * looks.length} screenshots in ${FOLDER}`);

function screensOf(): Readonly<Record<string, Screen>> {
  const rule = "/rules/dorm-late-return";
  const child = `/executions/${children[0]}`;
  return {
    rules: { path: "/rules", waitFor: "table a" },
    rule: { path: rule, waitFor: "ol time" },
    slots: { path: `${rule}?tab=slots`, waitFor: "table time" },
    definition: { path: `${rule}?tab=definition`, waitFor: "pre" },
    run: { path: "/rules?run=dorm-late-return", waitFor: "[role=dialog] input" },
    editor: { path: "/rules/order-notice/edit", waitFor: ".cm-line" },
    versions: { path: "/rules/order-notice?tab=versions&from=1&to=2", waitFor: ".cm-changedLine" },
    enable: { path: "/rules/stock", press: "[role=switch]", waitFor: "[role=dialog] h3" },
    condition: { path: `/rules/order-notice?test=true&event=${events.refused}`, waitFor: "[role=dialog] .cm-line" },
    events: { path: "/events", waitFor: "table a" },
    event: { path: `/events/${events.refused}`, waitFor: "table li" },
    "dead-letters": { path: "/events?tab=letters", waitFor: "table button" },
    calendars: { path: "/calendars", waitFor: "table a" },
    calendar: { path: "/calendars/cn-workday?year=2026", waitFor: "caption" },
    executions: { path: "/executions?children=true", waitFor: "table a" },
    parent: { path: "/executions/1", waitFor: "table a" },
    execution: { path: child, waitFor: "[role=tabpanel] button" },
    action: { path: `${child}?action=workbook`, waitFor: "[role=dialog] pre" },
    logs: { path: `${child}?tab=logs`, waitFor: "[role=tabpanel] time" },
    sandbox: { path: `/sandbox/${mail}`, waitFor: "article" },
    messages: { path: "/messages", waitFor: "table a" },
    message: { path: `/messages/${message}`, waitFor: "table table" },
    played: { path: "/sandbox/played/wecom", waitFor: "main article", narrow: true },
    channels: { path: "/channels", waitFor: "table strong", narrow: true },
    channel: { path: "/channels/wecom", waitFor: "table code" },
    templates: { path: "/templates", waitFor: "table a" },
    template: { path: "/templates/payment-due", waitFor: "main iframe" },
    "why-not": { path: "/why-not?recipient=former%40campus.example", waitFor: "main ol li" },
    suppressions: { path: "/suppressions", waitFor: "table strong" },
    policies: { path: "/policies", waitFor: "table strong" },
    callbacks: { path: "/callbacks", waitFor: "table a" },
    "message-statistics": { path: "/message-statistics", waitFor: "table td", narrow: true },
    variables: { path: "/variables", waitFor: "table code" },
    settings: { path: "/settings", waitFor: "[role=radiogroup]" },
    account: { path: "/account", waitFor: "table time" },
    approvals: { path: "/approvals", waitFor: "table a" },
    "approval-rule": { path: `/approvals/${approvals.rule}`, waitFor: "pre" },
    "approval-message": { path: `/approvals/${approvals.message}`, waitFor: "[role=tabpanel]" },
    users: { path: "/users", waitFor: "table strong" },
    user: { path: "/users", press: 'tr:has-text("wang.fang") button', waitFor: "[role=dialog] form" },
    key: { path: "/keys", press: "main header button", waitFor: "[role=dialog] form" },
    "second-factor": { path: "/account", press: "button:has(.anticon-safety)", waitFor: "main ol svg" },
    roles: { path: "/roles", waitFor: "table code" },
    keys: { path: "/keys", waitFor: "table strong" },
    secrets: { path: "/secrets", waitFor: "table time" },
    connections: { path: "/connections", waitFor: "table code" },
    audit: { path: "/audit", waitFor: "table time" },
    "audit-entry": { path: `/audit?action=settings.change&entry=${entry}`, waitFor: "[role=dialog] dl" },
    installation: { path: "/installation", waitFor: "form" },
    statistics: { path: "/statistics", waitFor: "table td", narrow: true },
    reconciliation: { path: "/rules/erp-reconcile?tab=slots", waitFor: "button[data-day]", narrow: true },
    nodes: { path: "/nodes", waitFor: "table strong", narrow: true },
    failures: { path: "/failures", waitFor: "table td", narrow: true },
    grids: { path: "/grids", waitFor: "table a" },
    grid: { path: "/grids/shop-data", waitFor: "button[data-place]", narrow: true },
    "grid-shops": { path: "/grids/shop-data?rows=shop", waitFor: "button[data-place]", narrow: true },
    "grid-cells": { path: "/grids/shop-data?tab=cells&states=failed,running", waitFor: "table a", narrow: true },
    "grid-cell": { path: `/grids/shop-data?cell=${grid.collected}`, waitFor: "[role=dialog] table" },
    "grid-members": { path: "/grids/shop-data?tab=members", waitFor: "table a" },
    "grid-member": {
      path: "/grids/shop-data?tab=members",
      press: "button:has(.anticon-edit)",
      waitFor: "[role=dialog] fieldset",
      narrow: true,
    },
    "grid-generations": { path: "/grids/shop-data?tab=generations", waitFor: "table details" },
    "grid-definition": { path: "/grids/shop-data?tab=definition", waitFor: "table .code" },
    "grid-backfill": {
      path: "/grids/shop-data?tab=backfills",
      press: "[role=tabpanel] button",
      waitFor: "[role=dialog] form",
    },
    freshness: { path: "/grids?tab=freshness", waitFor: "table a", narrow: true },
    incentives: { path: "/incentives?campaign=BJ-2025-05", waitFor: "table a", narrow: true },
    "incentive-ranking": { path: "/incentives?campaign=BJ-2025-05&measure=amount", waitFor: "table a", whole: true },
    "incentive-contract": {
      path: "/incentives?campaign=BJ-2025-05&open=BJ-2025-05%2Fc-7",
      waitFor: "[role=dialog] ol li",
      narrow: true,
    },
    campaigns: { path: "/incentives/campaigns", waitFor: "table a" },
    "campaign-contracts": { path: "/incentives/campaigns/BJ-2025-05", waitFor: "table a", narrow: true },
    "campaign-runs": { path: "/incentives/campaigns/BJ-2025-05?tab=runs", waitFor: "table a[download]", narrow: true },
    "campaign-file": {
      path: "/incentives/campaigns/BJ-2025-05?tab=runs",
      press: "[role=tabpanel] button:has(.anticon-upload)",
      waitFor: "[role=dialog] form",
    },
    "campaign-months": { path: "/incentives/campaigns/BJ-2025-05?tab=months", waitFor: "table td" },
    "campaign-revision": {
      path: "/incentives/campaigns/SH-2025-09?tab=definition",
      press: "table button",
      thenPress: "[role=dialog] [role=tab] >> nth=1",
      waitFor: "[role=dialog] .cm-content",
      narrow: true,
    },
    "campaign-quarantine": { path: "/incentives/campaigns/BJ-2025-05?tab=quarantine", waitFor: "table details" },
    "campaign-corrections": { path: "/incentives/campaigns/BJ-2025-05?tab=corrections&all=true", waitFor: "table a" },
    "campaign-rules": {
      path: "/incentives/campaigns/BJ-2025-05?tab=definition",
      waitFor: "table details",
      narrow: true,
    },
    flow: { path: "/flow", waitFor: "section + section table td", narrow: true },
    alerts: { path: "/alerts?view=all", waitFor: "main section", narrow: true },
    queued: { path: `/executions/${flow.queued}`, waitFor: "dl", narrow: true },
    parked: { path: `/executions/${flow.parked}`, waitFor: "dl" },
    explain: {
      path: `/executions/${failed}`,
      press: "button:has(.anticon-question-circle)",
      waitFor: "[role=dialog] ol li",
      narrow: true,
    },
    "explain-event": {
      path: `/events/${events.refused}`,
      press: "button:has(.anticon-question-circle)",
      waitFor: "[role=dialog] ol li",
    },
    "what-if": {
      path: "/rules/order-notice/edit",
      press: ".cm-line:has-text('value: 200')",
      keys: ["End", "Backspace", "Backspace", "Backspace", "5", "0"],
      thenPress: "button:has(.anticon-history)",
      waitFor: "[role=dialog] table",
      narrow: true,
    },
    "dry-run": {
      path: "/rules/dorm-late-return?dryRun=true",
      press: "[role=dialog] button[type=submit]",
      waitFor: "[role=dialog] h3",
      narrow: true,
    },
  };
}

/** Belfry with three weeks behind it, on a database whose clock goes with the time from then on. */
async function startDemoServer(
  open: AsyncDisposableStack,
): Promise<{ readonly server: Server; readonly failed: number; readonly providers: ProviderSandbox }> {
  const dataDir = await mkdtemp(join(tmpdir(), "belfry-screenshots-"));
  open.defer(() => rm(dataDir, { recursive: true, force: true }));
  const gate = open.use(await startGate());
  const played = open.use(await startProviderSandbox());
  open.use(await startTestPostgres());
  const database = open.use(await createTestDatabase());
  await database.clock.set(new Date(firstHalfDay()));
  const config = {
    ...readServerConfig(),
    databaseUrl: database.url,
    dataDir,
    port: 0,
    mailSandboxPort: 0,
    outboundAllow: [new URL(gate.url).host],
    logLevel: "warn",
  } as const;
  const started = open.use(
    await startServer(config, {
      log: createServerLog("error"),
      providerSandbox: played,
      onFatal(error) {
        throw error;
      },
    }),
  );
  const call = await connect(address(started), started.tokenFile);
  const { failed: failure } = await seedWeeks(call, database.clock);
  await letTimeGoOn(database);
  await seedDemo(call, { gate, smtpPort: started.mailSandboxPort ?? 0 });
  return { server: started, failed: failure, providers: played };
}

async function letTimeGoOn({ store }: TestDatabase): Promise<void> {
  await store.pool.query(`create or replace function belfry.now() returns timestamptz
    language plpgsql stable as $$ begin return clock_timestamp(); end $$`);
}

async function runExample(): Promise<{ children: number[]; mail: number; message: number }> {
  await collectResult(api, server.engine, Promise.withResolvers<void>().promise);
  const ids = async (path: string): Promise<number[]> => {
    const { items } = await api<{ items: readonly { id: number }[] }>("GET", path);
    return items.map(({ id }) => id);
  };
  const [mails, messages] = await Promise.all([ids("/v1/sandbox/mails"), ids("/v1/messages")]);
  return { children: await ids("/v1/executions?parent=1"), mail: mails[0] ?? 0, message: messages[0] ?? 0 };
}

/** A browser in which nothing was chosen yet but this language and theme; draws the login on its way. */
async function signIn(opened: Browser, { language, theme }: Look): Promise<Page> {
  const context = await opened.newContext({
    viewport: VIEWPORT,
    locale: language === "zh" ? "zh-CN" : "en-GB",
    timezoneId: "Asia/Shanghai",
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(address(server));
  const login = server.firstLogin;
  if (login === undefined) throw new Error("A fresh installation has a first login.");
  await page.locator("input[autocomplete=username]").fill(login.username);
  await page.screenshot({ path: join(FOLDER, `login-${language}-${theme}.png`), animations: "disabled" });
  await page.locator("input[type=password]").fill(login.password);
  await page.keyboard.press("Enter");
  await page.locator("nav").first().waitFor();
  // The offer to change the password would stand above every page.
  await page.locator("[role=note] button").click();
  return page;
}

async function shoot(page: Page, name: string, screen: Screen): Promise<void> {
  await page.goto(`${address(server)}${screen.path}`);
  if (screen.press !== undefined) await page.locator(screen.press).first().click();
  for (const key of screen.keys ?? []) await page.keyboard.press(key);
  if (screen.thenPress !== undefined) await page.locator(screen.thenPress).first().click();
  await page.locator(screen.waitFor).first().waitFor();
  await page.waitForLoadState("load");
  // Fonts, and what slides in.
  await page.waitForTimeout(500);
  const fullPage = screen.whole === true;
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: "disabled", fullPage });
  if (screen.narrow !== true) return;
  await page.setViewportSize({ width: 320, height: 800 });
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(FOLDER, `${name}-narrow.png`), animations: "disabled" });
  await page.setViewportSize(VIEWPORT);
}

function address({ url }: Server): string {
  if (url === undefined) throw new Error("The screenshots need the role api; BELFRY_ROLES leaves it out.");
  return url;
}
