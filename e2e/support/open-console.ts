import type { Browser, Locator, Page } from "playwright-core";
import { openBrowser } from "./open-browser.ts";
import { startDormitory, type Dormitory, type DormitoryOptions } from "./start-dormitory.ts";

/** The console in a browser, with the administrator signed in. */
export interface OpenConsole extends AsyncDisposable {
  readonly dormitory: Dormitory;
  readonly page: Page;
  /** Whatever the browser complained of. */
  readonly complaints: readonly string[];
  /** The dialog that stands in front of all others. */
  dialog(): Locator;
  goto(path: string): Promise<void>;
}

/** In the words of the page: how many pixels it has to be moved sideways to see all of it. */
const tooWideBy = `document.documentElement.scrollWidth - document.documentElement.clientWidth`;

/** Starts Belfry and a browser, and signs in. The clock of Belfry stands at `at`. */
export async function openConsole(at: string, options: DormitoryOptions = {}): Promise<OpenConsole> {
  await using stack = new AsyncDisposableStack();
  const [dormitory, browser] = await Promise.all([startDormitory(options), openBrowser()]);
  stack.use(dormitory);
  stack.defer(() => browser.close());
  await dormitory.database.clock.set(at);
  const home = dormitory.server.url ?? "";
  const page = await signedInPage(browser, home, dormitory.server.firstLogin);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // The browser reports each refused request; being refused is part of these tests.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  const open = stack.move();
  return {
    dormitory,
    page,
    complaints,
    dialog: () => page.getByRole("dialog").last(),
    goto: async (path) => void (await page.goto(`${home}${path}`)),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

async function signedInPage(browser: Browser, home: string, login: Dormitory["server"]["firstLogin"]): Promise<Page> {
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(home);
  await page.getByLabel("User name").fill(login?.username ?? "");
  await page.getByLabel("Password", { exact: true }).fill(login?.password ?? "");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Rules" }).waitFor();
  return page;
}

/** How many pixels a telephone would have to be moved sideways to see all of the page. */
export async function tooWideForTelephone(page: Page): Promise<number> {
  await page.setViewportSize({ width: 320, height: 700 });
  const pixels = await page.evaluate<number>(tooWideBy);
  await page.setViewportSize({ width: 1280, height: 900 });
  return pixels;
}
