/** Messages in the console: narrowing the list, what became of each recipient, sending, sending again, cancelling. */
import { startWecomFake, type WecomFake } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "../support/barriers.ts";
import { openConsole, tooWideForTelephone, type OpenConsole } from "../support/open-console.ts";
import { seedMessages, type SeededMessages } from "./seed-messages.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

let open: OpenConsole;
let wecom: WecomFake;
let seeded: SeededMessages;

beforeAll(async () => {
  [open, wecom] = await Promise.all([openConsole("2026-05-04T02:00:30Z"), startWecomFake()]);
  seeded = await seedMessages(open.dormitory.api, wecom);
}, 300_000);
afterAll(async () => {
  await open?.[Symbol.asyncDispose]();
  await wecom?.[Symbol.asyncDispose]();
});

const list = () => open.page.getByRole("table", { name: "Messages", exact: true });

test("the list of messages is narrowed by channel, state, recipient and label, and the address says how", async () => {
  const { page } = open;
  await open.goto("/messages");
  await list().getByRole("link", { name: "晚归名单", exact: true }).waitFor();
  await page.getByRole("searchbox", { name: "Recipient" }).fill("li.lei@campus.example");
  await page.keyboard.press("Enter");
  await page.waitForURL(/recipient=li\.lei/);
  await list().getByRole("link", { name: "Room 302" }).waitFor();
  await list().getByRole("link", { name: "晚归名单", exact: true }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("button", { name: "Clear" }).waitFor({ state: "detached" });

  await page.getByRole("searchbox", { name: "Label" }).fill("team=students");
  await page.keyboard.press("Enter");
  await page.waitForURL(/label=team/);
  await list().getByRole("link", { name: "晚归名单", exact: true }).waitFor();
  await list().getByRole("link", { name: "Room 302" }).waitFor({ state: "detached" });

  await open.goto("/messages?channel=wecom&state=accepted");
  await list().getByRole("link", { name: "晚归名单", exact: true }).waitFor();
  expect(await list().getByRole("row").count()).toBe(2);
  await open.goto("/messages?state=bounced");
  await page.getByText("No message matches").waitFor();
});

test("a message shows what became of each recipient, and what the provider said", async () => {
  const { page } = open;
  await open.goto(`/messages/${seeded.accepted}`);
  const deliveries = page.getByRole("table", { name: "Deliveries" });
  await deliveries.getByText("The provider took it").waitFor();
  const attempts = page.getByRole("table", { name: "Attempts" });
  await attempts.getByText("Accepted by the provider").waitFor();
  await attempts.getByRole("cell", { name: "duty", exact: true }).waitFor();
  await page.getByText("team=students").waitFor();
});

test("a message that failed says why, and is sent again", async () => {
  const { page } = open;
  await open.goto(`/messages/${seeded.failed}`);
  await page.getByText("It was not taken").waitFor();
  await page.getByRole("button", { name: "Send again" }).click();
  const dialog = open.dialog();
  expect(await dialog.getByRole("checkbox", { name: /^Failed/ }).isChecked()).toBe(true);
  await dialog.getByRole("button", { name: "Send again" }).click();
  await page.getByText("It is being sent again").waitFor();
  // Its account rests since the first attempt: the second waits for it.
  await page.getByText("Waits until it is sent").waitFor();
});

test("what is scheduled says when, and is cancelled after a question", async () => {
  const { page } = open;
  await open.goto(`/messages/${seeded.scheduled}`);
  await page.getByText("Not before").first().waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await open.dialog().getByText("Those who wait get nothing.").waitFor();
  await open.dialog().getByRole("button", { name: "Do not send" }).click();
  await page.getByText("Not sent: somebody cancelled it").waitFor();
});

test("a person sends a message with a file, and a faulty address is told at its field", async () => {
  const { page } = open;
  await open.goto("/messages");
  await page.getByRole("button", { name: "Send a message" }).click();
  const dialog = open.dialog();
  await dialog.getByLabel("To", { exact: true }).fill("nobody");
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Subject").fill("Keys");
  await dialog.getByLabel("Content").fill("Your key is ready.");
  await dialog.getByText("Time, labels, attachments and more").click();
  await dialog
    .getByLabel("Attachments")
    .setInputFiles({ name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("Room 302") });
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await dialog.getByRole("alert").first().waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Send a message" }).click();
  await open.dialog().getByLabel("To", { exact: true }).fill("han.meimei@campus.example");
  await page.keyboard.press("Enter");
  await open.dialog().getByLabel("Subject").fill("Keys");
  await open.dialog().getByLabel("Content").fill("Your key is ready.");
  await open.dialog().getByText("Time, labels, attachments and more").click();
  await open
    .dialog()
    .getByLabel("Attachments")
    .setInputFiles({ name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("Room 302") });
  await open.dialog().getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText(/^Message #\d+ is accepted/).waitFor();
  await list().getByRole("link", { name: "Keys" }).click();
  await page.getByText("plan.txt").waitFor();
  await page.getByText("The provider took it").waitFor();
});

test("a person sends a template, and finds its examples in place of what is to be written", async () => {
  const { page } = open;
  await open.dormitory.api("PUT", "/v1/templates/console-key", {
    name: "Key is ready",
    variables: { name: { example: "Li Lei" } },
    variants: [{ channel: "*", subject: "Key for {{ name }}", text: "{{ name }}, your key is ready." }],
  });
  await open.goto("/messages");
  await page.getByRole("button", { name: "Send a message" }).click();
  const dialog = open.dialog();
  await dialog.getByLabel("To", { exact: true }).fill("han.meimei@campus.example");
  await page.keyboard.press("Enter");
  await dialog.getByText("Template", { exact: true }).click();
  await dialog.getByRole("combobox", { name: "Template" }).fill("console-key");
  await page.getByTitle("Key is ready (console-key)").waitFor();
  await page.keyboard.press("Enter");
  const variables = dialog.getByLabel("Variables (JSON)");
  await expect.poll(() => variables.inputValue(), { timeout: 120_000 }).toContain("Li Lei");
  await variables.fill('{"name": "Han Meimei"}');
  expect(await barriersOf(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText(/^Message #\d+ is accepted/).waitFor();
  await list().getByRole("link", { name: "Key for Han Meimei" }).click();
  await page.getByText("console-key@1").waitFor();
});

test.each(["/messages", "/messages?channel=wecom", "accepted", "failed"] as const)(
  "the page of %s keeps nobody out, and fits a telephone",
  async (path) => {
    await open.goto(path.startsWith("/") ? path : `/messages/${seeded[path as "accepted"]}`);
    await open.page.getByRole("table").first().waitFor();
    expect(await barriersOf(open.page)).toEqual([]);
    expect(await tooWideForTelephone(open.page)).toBe(0);
  },
);

test("the dialog that sends a message keeps nobody out, and fits a telephone", async () => {
  await open.goto("/messages");
  await open.page.getByRole("button", { name: "Send a message" }).click();
  await open.dialog().getByText("Time, labels, attachments and more").click();
  expect(await barriersOf(open.page)).toEqual([]);
  expect(await tooWideForTelephone(open.page)).toBe(0);
});

test("all of it broke no content policy", () => {
  expect(open.complaints).toEqual([]);
});
