/** A mail in the sandbox may come from anybody: looking at it runs nothing and asks nobody. */
import { startLoopbackServer } from "@belfry/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openBrowser } from "./support/open-browser.ts";
import { startDormitory, type Dormitory } from "./support/start-dormitory.ts";

vi.setConfig({ testTimeout: 300_000 });

let dormitory: Dormitory;
let browser: Browser;
let page: Page;
const home = () => dormitory.server.url ?? "";

beforeAll(async () => {
  [dormitory, browser] = await Promise.all([startDormitory(), openBrowser()]);
  page = await browser.newPage({ locale: "en-GB", reducedMotion: "reduce" });
  page.setDefaultTimeout(60_000);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await dormitory?.[Symbol.asyncDispose]();
});

test("a mail with scripts, handlers, frames, forms and pictures from elsewhere is shown and does nothing", async () => {
  await using elsewhere = await startLoopbackServer((_request, response) => response.end("fetched"));
  const { url } = elsewhere;
  const html = [
    "<h1>Invoice</h1>",
    `<script>document.title = "owned"; fetch("${url}/script")</script>`,
    `<script src="${url}/remote.js"></script>`,
    `<img src="x" onerror="top.owned = 1; fetch('${url}/onerror')">`,
    `<img src="${url}/pixel.png"><picture><source srcset="${url}/set.png"><img></picture>`,
    `<svg onload="fetch('${url}/svg')"><image href="${url}/svg.png"/></svg>`,
    `<iframe src="${url}/frame"></iframe><object data="${url}/object"></object><embed src="${url}/embed">`,
    `<video autoplay src="${url}/video"></video><audio autoplay src="${url}/audio"></audio>`,
    `<link rel="stylesheet" href="${url}/style.css"><style>@import "${url}/import.css"; h1 { background: url(${url}/css.png) }</style>`,
    `<meta http-equiv="refresh" content="0; url=${url}/refresh"><base href="${url}/">`,
    `<form action="${url}/form" id="f"><input name="a" autofocus onfocus="document.forms[0].submit()"></form>`,
    `<a href="javascript:top.owned = 1" id="link">click</a><body onload="top.owned = 1">`,
    `</body></html><script>parent.owned = 1</script>`,
  ].join("\n");
  await dormitory.changeRule((rule) => {
    delete rule["forEach"];
    rule.actions = [
      { id: "mail", use: "email.send", with: { to: ["office@campus.example"], subject: "Invoice 4711", html } },
    ];
  });
  expect(await dormitory.run()).toMatchObject({ state: "success" });

  const answered: string[] = [];
  // What the policy refuses is reported as a request too, but never sent.
  page.on("response", (response) => answered.push(response.url()));
  await page.goto(`${home()}/sandbox`);
  await page.getByLabel("User name").fill(dormitory.server.firstLogin?.username ?? "");
  await page.getByLabel("Password", { exact: true }).fill(dormitory.server.firstLogin?.password ?? "");
  await page.keyboard.press("Enter");
  await page
    .getByRole("list", { name: "Caught mails" })
    .getByRole("link", { name: /Invoice 4711/ })
    .click();
  const frame = page.frameLocator("article iframe");
  await frame.getByRole("heading", { name: "Invoice" }).waitFor();
  await frame.locator("#link").click();
  // Whatever the mail wants to do it does before the browser has nothing left to do.
  await page.evaluate("new Promise((resolve) => requestIdleCallback(resolve))");

  expect(await page.locator("article iframe").getAttribute("sandbox")).toBe("");
  expect(await page.evaluate("globalThis.owned")).toBeUndefined();
  expect(await page.title()).not.toBe("owned");
  expect(elsewhere.requests).toEqual([]);
  const hosts = answered.filter((one) => /^https?:/.test(one)).map((one) => new URL(one).host);
  expect(new Set(hosts)).toEqual(new Set([new URL(home()).host]));
});

test("every page comes with a policy that allows no script in the page, no other host and no frame around it", async () => {
  for (const path of [
    "/",
    "/rules",
    "/login",
    "/docs",
    "/docs/api",
    "/v1/health/live",
    "/nowhere.html",
    "/v1/nothing",
  ]) {
    const { headers } = await fetch(`${home()}${path}`, { headers: { accept: "text/html" } });
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy, path).toMatch(/default-src '(?:self|none)'/);
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toMatch(/script-src[^;]*'unsafe-(?:inline|eval)'/);
    expect(policy, path).not.toMatch(/https?:|\*/);
    expect(headers.get("x-frame-options"), path).toBe("DENY");
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("referrer-policy"), path).toMatch(/^(?:same-origin|no-referrer)$/);
  }
});
