/** Templates in the console: writing one, what it becomes on each channel, its versions, and a test send. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "../support/barriers.ts";
import { openConsole, tooWideForTelephone, type OpenConsole } from "../support/open-console.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

let open: OpenConsole;

beforeAll(async () => {
  open = await openConsole("2026-05-04T02:00:30Z");
}, 300_000);
afterAll(() => open?.[Symbol.asyncDispose]());

test("a template is written with a variable, and its preview follows with its examples and its length", async () => {
  const { page } = open;
  await open.goto("/templates");
  await page.getByRole("button", { name: "New template" }).click();
  await page.getByRole("textbox", { name: "Code", exact: true }).fill("keys-ready");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Keys are ready");
  await page.getByLabel("Subject").fill("Keys for {{ name }}");
  await page.getByLabel("Plain text", { exact: true }).fill("{{ name }}, your key is ready.");
  await page.getByRole("heading", { name: "Keys for 张三" }).waitFor();
  await page.getByText("张三, your key is ready.").last().waitFor();
  await page.getByLabel("Example of name").fill("李雷");
  await page.getByText("李雷, your key is ready.").last().waitFor();
  await page.getByRole("list", { name: "How much room it takes" }).getByText(/bytes/).first().waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/templates\/keys-ready/);
  await page.getByText(/· Version 1$/).waitFor();
});

test("a fault of a template is told while it is written", async () => {
  const { page } = open;
  await open.goto("/templates/keys-ready");
  await page.getByLabel("Plain text", { exact: true }).fill("{{ name | nothing }}");
  await page.getByRole("alert").first().waitFor();
});

test("a changed template is another version, which is compared with the first, and the first is restored", async () => {
  const { page } = open;
  await open.goto("/templates/keys-ready");
  await page.getByLabel("Plain text", { exact: true }).fill("{{ name }}, come by.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText(/· Version 2$/).waitFor();
  await page.getByText("Versions", { exact: true }).click();
  await page.getByRole("button", { name: "Compare 2" }).click();
  await page.waitForURL(/from=1&to=2|to=2/);
  await page.getByText("come by.").first().waitFor();
  await page.getByRole("button", { name: "Restore 1" }).click();
  await open.dialog().getByRole("button", { name: "Restore" }).click();
  await page.getByText(/· Version 3$/).waitFor();
});

test("a variable with a default need not be brought, and what is new stands in the versions", async () => {
  const { page } = open;
  await open.goto("/templates/keys-ready");
  const required = page.getByRole("checkbox", { name: "Required" });
  await required.waitFor();
  expect(await required.isChecked()).toBe(true);
  await page.getByLabel("Default of name").fill("student");
  expect(await required.isChecked()).toBe(false);
  await page.getByLabel("What is new").fill("Nobody is left without a name");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText(/· Version 4$/).waitFor();
  await page.getByText("Versions", { exact: true }).click();
  await page.getByText("Nobody is left without a name").waitFor();
  await page.getByRole("button", { name: "keys-ready@3" }).waitFor();
  const { definition } = await open.dormitory.api<{ definition: { variables: object } }>(
    "GET",
    "/v1/templates/keys-ready",
  );
  expect(definition.variables).toMatchObject({ name: { default: "student", required: false } });
});

test("a test send goes out as a message like any other", async () => {
  const { page } = open;
  await open.goto("/templates/keys-ready");
  await page.getByRole("button", { name: "Test send" }).click();
  await open.dialog().getByLabel("To", { exact: true }).fill("dean@campus.example");
  await page.keyboard.press("Enter");
  await open.dialog().getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText(/^Message #\d+ is accepted/).waitFor();
  await page.getByRole("link", { name: "Open" }).last().click();
  await page.getByText("李雷, your key is ready.").waitFor();
});

test.each([
  ["/templates", "table a"],
  ["/templates/keys-ready", "main progress, main pre"],
  ["/templates/keys-ready?tab=versions", "table strong"],
])("%s keeps nobody out, and fits a telephone", async (path, waitFor) => {
  await open.goto(path);
  await open.page.locator(waitFor).first().waitFor();
  expect(await barriersOf(open.page)).toEqual([]);
  expect(await tooWideForTelephone(open.page)).toBe(0);
});

test("a template is deleted after a question", async () => {
  const { page } = open;
  await open.goto("/templates/keys-ready");
  await page.getByRole("button", { name: "Delete" }).click();
  await open.dialog().getByRole("button", { name: "Delete" }).click();
  await page.getByText("Keys are ready is deleted").waitFor();
  await page.waitForURL(/\/templates$/);
  await page.getByRole("link", { name: "Keys are ready" }).waitFor({ state: "detached" });
});

test("all of it broke no content policy", () => {
  expect(open.complaints).toEqual([]);
});
