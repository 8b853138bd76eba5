/** Callbacks and the statistics of messages in the console. */
import { startLoopbackServer, startWecomFake, type WecomFake } from "@belfry/testkit";
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

test("a callback is written, verified by its receiver, and told what becomes of a message", async () => {
  const { page, dormitory } = open;
  await using receiver = await startLoopbackServer(({ body }, response) => {
    response.setHeader("content-type", "application/json").end(body);
  });
  await dormitory.api("PUT", "/v1/connections/shop", { address: receiver.host, allowLocal: true });
  const secret = `whsec_${Buffer.from("a secret of the shop, 32 bytes..").toString("base64")}`;
  await dormitory.api("PUT", "/v1/secrets/SHOP", { value: secret });

  await open.goto("/callbacks");
  await page.getByRole("button", { name: "New callback" }).click();
  await open.dialog().getByLabel("Name", { exact: true }).fill("shop");
  await open.dialog().getByLabel("Address").fill(`${receiver.url}/belfry`);
  await open.dialog().getByLabel("Name of the secret").fill("SHOP");
  await open.dialog().getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "shop" }).click();
  await page.getByText("Not verified: nothing is told yet").waitFor();
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText("Works", { exact: true }).waitFor();

  const message = { channel: "email", to: ["dean@campus.example"], subject: "Report", text: "Nobody came late." };
  await dormitory.api("POST", "/v1/messages", message);
  const told = page.getByRole("table", { name: "What it was told" });
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.getByRole("heading", { name: "What it was told" }).waitFor();
        return told.getByText("delivery.accepted").count();
      },
      { timeout: 120_000, interval: 500 },
    )
    .toBe(1);
  await page.getByRole("button", { name: "Tell again", exact: true }).click();
  await open.dialog().getByRole("button", { name: "Tell again" }).click();
  await page.getByText(/^Told again: \d+$/).waitFor();
});

test("statistics tell how many messages arrived by channel and account, and why others did not", async () => {
  const { page } = open;
  await open.goto("/message-statistics?from=2026-05-01T00:00:00Z&until=2026-05-08T00:00:00Z");
  await page.getByRole("img", { name: "Deliveries in each period" }).waitFor();
  const channels = page.getByRole("table", { name: "Channels" });
  await channels.getByRole("row").filter({ hasText: "WeCom" }).getByText("50%").waitFor();
  await page.getByRole("table", { name: "Accounts" }).getByText("duty").waitFor();
  await page.getByRole("table", { name: "Reasons of failure" }).getByText("93000").waitFor();
  await open.goto("/message-statistics?from=2026-05-01T00:00:00Z&until=2026-05-08T00:00:00Z&group=label");
  await page.getByRole("table", { name: "Labels" }).getByText("team=students").waitFor();
});

test.each([
  ["/callbacks", "table a"],
  ["/callbacks/shop", "dl"],
  ["/message-statistics?from=2026-05-01T00:00:00Z&until=2026-05-08T00:00:00Z", "table td"],
])("%s keeps nobody out, and fits a telephone", async (path, waitFor) => {
  await open.goto(path);
  await open.page.locator(waitFor).first().waitFor();
  expect(await barriersOf(open.page)).toEqual([]);
  expect(await tooWideForTelephone(open.page)).toBe(0);
});

test("all of it broke no content policy", () => {
  expect(open.complaints).toEqual([]);
});
