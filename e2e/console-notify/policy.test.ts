/** Why somebody did not get a message, the suppression list and the policies, in the console. */
import { startWecomFake, type WecomFake } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "../support/barriers.ts";
import { openConsole, tooWideForTelephone, type OpenConsole } from "../support/open-console.ts";
import { until } from "../support/until.ts";
import { seedMessages } from "./seed-messages.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

let open: OpenConsole;
let wecom: WecomFake;

beforeAll(async () => {
  [open, wecom] = await Promise.all([openConsole("2026-05-04T02:00:30Z"), startWecomFake()]);
  await seedMessages(open.dormitory.api, wecom);
}, 300_000);
afterAll(async () => {
  await open?.[Symbol.asyncDispose]();
  await wecom?.[Symbol.asyncDispose]();
});

/** The page answers about the week before this machine's time; the clock of Belfry stands somewhere else. */
const askedAbout = (recipient: string) =>
  `/why-not?recipient=${encodeURIComponent(recipient)}&from=2026-05-01T00:00:00Z&until=2026-05-08T00:00:00Z`;

test("an address is put on the suppression list, and what is sent to it then says why it was not", async () => {
  const { page, dormitory } = open;
  await open.goto("/suppressions");
  await page.getByRole("button", { name: "Add addresses" }).click();
  await open.dialog().getByLabel("Addresses").fill("former@campus.example\nleft@campus.example");
  await open.dialog().getByLabel("Why, for other people").fill("Has left the school");
  await open.dialog().getByRole("button", { name: "Add", exact: true }).click();
  const list = page.getByRole("table", { name: "Suppression list" });
  const row = list.getByRole("row").filter({ hasText: "former@campus.example" });
  const reason = row.getByRole("cell", { name: /^Added by a person/ });
  await reason.waitFor();
  await reason.getByText("Has left the school").waitFor();

  const message = { channel: "email", to: ["former@campus.example"], subject: "Keys", text: "Your key is ready." };
  const { id } = await dormitory.api<{ id: number }>("POST", "/v1/messages", message);
  await until("the message is judged", async () => {
    const { states } = await dormitory.api<{ states: Record<string, number> }>("GET", `/v1/messages/${id}`);
    return states["suppressed"] === 1 || undefined;
  });
  await open.goto("/why-not?from=2026-05-01T00:00:00Z&until=2026-05-08T00:00:00Z");
  await page.getByRole("searchbox", { name: "Recipient" }).fill("former@campus.example");
  await page.keyboard.press("Enter");
  await page.waitForURL(/recipient=former/);
  await page.getByText("Nothing is sent to this recipient at present, because:").waitFor();
  await page
    .getByText(/is on the suppression list: somebody put them there/)
    .first()
    .waitFor();
  await page.getByRole("link", { name: "Keys", exact: true }).waitFor();
});

test("the story of a refused message says what the provider's code means, and what to do", async () => {
  const { page } = open;
  await open.goto(askedAbout("旧群"));
  await page.getByRole("link", { name: "停水通知" }).waitFor();
  await page.getByText(/Tried by the account gone/).waitFor();
  await page.getByText("93000", { exact: true }).waitFor();
  await page.getByText("What to do:").first().waitFor();
});

test("a recipient whom nobody meant is told so", async () => {
  await open.goto(askedAbout("nobody@campus.example"));
  await open.page.getByText("Nothing was meant for nobody@campus.example in this time").waitFor();
});

test("an address leaves the suppression list after a question", async () => {
  const { page } = open;
  await open.goto("/suppressions?reason=manual");
  await page.getByRole("button", { name: "Remove left@campus.example" }).click();
  await open.dialog().getByRole("button", { name: "Remove" }).click();
  await page.getByRole("row").filter({ hasText: "left@campus.example" }).waitFor({ state: "detached" });
});

test("quiet hours and a content rule are written, and told in sentences", async () => {
  const { page } = open;
  await open.goto("/policies");
  await page.getByRole("button", { name: "New policy" }).click();
  await open.dialog().getByLabel("Name", { exact: true }).fill("night");
  await open.dialog().getByRole("button", { name: "Save" }).click();
  await page.getByText("Nothing is sent from 22:00 until 07:00 (Asia/Shanghai), except urgent messages.").waitFor();

  await page.getByRole("button", { name: "New policy" }).click();
  await open.dialog().getByLabel("Name", { exact: true }).fill("clean");
  await open.dialog().getByRole("radio", { name: "Content rule" }).check();
  await open.dialog().getByLabel("Words that may not stand in messages").fill("free");
  await page.keyboard.press("Enter");
  await open.dialog().getByRole("button", { name: "Save" }).click();
  await page.getByText("Refused with these words: free").waitFor();

  await page.getByRole("button", { name: "Delete night" }).click();
  await open.dialog().getByRole("button", { name: "Delete" }).click();
  await page.getByText(/Nothing is sent from 22:00/).waitFor({ state: "detached" });
});

test.each([
  [askedAbout("former@campus.example"), "main ol li"],
  ["/suppressions", "table strong"],
  ["/policies", "table strong"],
])("%s keeps nobody out, and fits a telephone", async (path, waitFor) => {
  await open.goto(path);
  await open.page.locator(waitFor).first().waitFor();
  expect(await barriersOf(open.page)).toEqual([]);
  expect(await tooWideForTelephone(open.page)).toBe(0);
});

test("all of it broke no content policy", () => {
  expect(open.complaints).toEqual([]);
});
