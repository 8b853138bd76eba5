/** Channels and accounts in the console: health, quotas, connection test, simulated routing, writing an account. */
import { startWecomFake, type WecomFake } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "../support/barriers.ts";
import { openConsole, tooWideForTelephone, type OpenConsole } from "../support/open-console.ts";
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

const rowOf = (account: string) => open.page.getByRole("row").filter({ hasText: account });

test("an account shows how it is and what is left of its quotas, and one that had faults rests until a moment", async () => {
  await open.goto("/channels");
  await rowOf("duty").getByText("Works").waitFor();
  await rowOf("duty").getByRole("progressbar", { name: "duty, used of the quota: Minute" }).waitFor();
  await rowOf("duty").getByText("1 / 20").filter({ visible: true }).waitFor();
  await rowOf("gone").getByText("Resting").waitFor();
  await rowOf("gone").getByText("Until").first().waitFor();
});

test("the connection test names the step that failed", async () => {
  const { page } = open;
  await open.goto("/channels");
  await page.getByRole("button", { name: "Test gone" }).click();
  await open.dialog().getByText("It failed at this step: Key").waitFor();
  await open.dialog().getByText("Reach the provider").waitFor();
  await open.dialog().getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("button", { name: "Test duty" }).click();
  await open.dialog().getByText("It works; nothing was sent.").waitFor();
});

test("simulated routing says which account would send, and why not the others", async () => {
  const { page } = open;
  await open.goto("/channels/wecom");
  await page.getByLabel("Recipient").fill("值班群");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByText("The account duty would send it.").waitFor();
  const steps = page.getByRole("table", { name: "Simulated routing" });
  await steps.getByRole("row").filter({ hasText: "duty" }).getByText("Would send").waitFor();
  await steps.getByRole("row").filter({ hasText: "gone" }).waitFor();
});

test("a channel tells its limits, and what the codes of its provider mean", async () => {
  const { page } = open;
  await open.goto("/channels/wecom");
  await page.getByRole("table", { name: "Limits" }).getByText("2,048 bytes").waitFor();
  await page.getByRole("searchbox", { name: "Find a code" }).fill("45009");
  const codes = page.getByRole("table", { name: "Codes of the provider" });
  await codes.getByText("45009").first().waitFor();
  await codes.getByText("93000").first().waitFor({ state: "hidden" });
});

test("an account is written with its weight, and its secret is named and not shown", async () => {
  const { page } = open;
  await open.goto("/channels/wecom");
  await page.getByRole("button", { name: "New account" }).click();
  const dialog = open.dialog();
  await dialog.getByLabel("Name", { exact: true }).fill("duty-2");
  await dialog.getByLabel("Weight").fill("2");
  await dialog.getByLabel("group").fill("值班群");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("Required.").waitFor();
  await dialog.getByLabel("key").fill("DUTY_ROBOT");
  await dialog.getByRole("button", { name: "Save" }).click();
  await rowOf("duty-2").getByText("weight 2").waitFor();
  const { items } = await open.dormitory.api<{ items: object[] }>("GET", "/v1/accounts?channel=wecom");
  expect(items).toContainEqual(
    expect.objectContaining({
      name: "duty-2",
      weight: 2,
      config: expect.objectContaining({ key: { $secret: "DUTY_ROBOT" } }) as object,
    }),
  );
});

test("the rest of an account is ended by hand", async () => {
  const { page } = open;
  await open.goto("/channels");
  await page.getByRole("button", { name: "End its rest gone" }).click();
  await open.dialog().getByRole("button", { name: "End its rest" }).click();
  await rowOf("gone").getByText("Works").waitFor();
});

test.each(["/channels", "/channels/wecom"])("%s keeps nobody out, and fits a telephone", async (path) => {
  await open.goto(path);
  await open.page.getByRole("progressbar").first().waitFor();
  expect(await barriersOf(open.page)).toEqual([]);
  expect(await tooWideForTelephone(open.page)).toBe(0);
});

test("the dialog of an account keeps nobody out", async () => {
  await open.goto("/channels/wecom");
  await open.page.getByRole("button", { name: "New account" }).click();
  await open.dialog().getByText("Quotas", { exact: true }).click();
  await open.dialog().getByLabel("Per minute").waitFor();
  expect(await barriersOf(open.page)).toEqual([]);
});

test("all of it broke no content policy", () => {
  expect(open.complaints).toEqual([]);
});
