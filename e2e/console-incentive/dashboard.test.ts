/** The dashboard of incentives in the console: figures, ranking, trend, and a contract with why it earned what it earned. */
import exceljs from "exceljs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "../support/barriers.ts";
import { openConsole, tooWideForTelephone, type OpenConsole } from "../support/open-console.ts";
import { until } from "../support/until.ts";
import { CAMPAIGN, seedIncentive } from "./seed-incentive.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

let open: OpenConsole;

interface Totals {
  readonly contracts: number;
  readonly amountFen: number;
  readonly meanFen: number;
  readonly rewardFen: number;
}

beforeAll(async () => {
  open = await openConsole("2025-10-03T02:00:30Z");
  await seedIncentive(open.dormitory.api);
}, 300_000);
afterAll(() => open?.[Symbol.asyncDispose]());

const yuan = (fen: number) => `¥${(fen / 100).toLocaleString("en", { maximumFractionDigits: 2 })}`;
const totals = () => open.page.getByLabel("Totals", { exact: true });
const table = (name: string) => open.page.getByRole("table", { name });
const figure = async (name: string) =>
  totals()
    .locator("div")
    .filter({ has: open.page.getByText(name, { exact: true }) })
    .locator("dd")
    .innerText();

test("the sums are those of the ledger, and the filters of the address decide of what", async () => {
  await open.goto("/incentives?campaign=BJ-2025-05");
  const told = await open.dormitory.api<Totals>("GET", `/v1/incentives/totals?campaign=${CAMPAIGN}`);
  await totals().getByText(yuan(told.amountFen), { exact: true }).first().waitFor();
  expect(await figure("Contracts")).toBe("72");
  expect(await figure("Mean amount")).toBe(yuan(told.meanFen));
  expect(await figure("Award amount")).toBe(yuan(told.rewardFen));
  await open.goto(`/incentives?campaign=BJ-2025-05&provider=${encodeURIComponent("恒家")}&until=2025-05-10`);
  const fewer = await open.dormitory.api<Totals>(
    "GET",
    `/v1/incentives/totals?campaign=${CAMPAIGN}&provider=${encodeURIComponent("恒家")}&until=2025-05-10`,
  );
  await totals().getByText(yuan(fewer.amountFen), { exact: true }).first().waitFor();
  expect(await figure("Contracts")).toBe(String(fewer.contracts));
  expect(fewer.contracts).toBeLessThan(72);
});

test("a person is chosen in the ranking, and stands in the address until the filters are cleared", async () => {
  const { page } = open;
  await open.goto("/incentives?campaign=BJ-2025-05");
  const first = table("Ranking").getByRole("row").nth(1);
  await first.getByRole("progressbar").or(first.getByText("Holds every tier")).first().waitFor();
  const name = await first.getByRole("link").innerText();
  await first.getByRole("link").click();
  await page.waitForURL(/person=/);
  await vi.waitFor(async () => expect(await table("Ranking").getByRole("row").count()).toBe(2), { timeout: 60_000 });
  await table("Ranking").getByRole("link", { name }).waitFor();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await table("Ranking").getByText("SH-2025-09").waitFor();
  expect(new URL(page.url()).search).toBe("");
});

test("the trend is a picture and a table, by day and by month, and its choice stands in the link", async () => {
  const { page } = open;
  await open.goto("/incentives?measure=reward&by=month");
  await page.getByRole("img", { name: "Trend · Awards" }).waitFor();
  await page.getByText("Show as a table").click();
  await table("Trend · Awards").getByRole("cell", { name: "2025-09" }).waitFor();
  await page.getByText("Days", { exact: true }).click();
  await table("Trend · Awards").getByRole("cell", { name: "2025-05-01" }).waitFor();
  expect(new URL(page.url()).search).toBe("?measure=reward");
});

test("types of awards and what each came to are told with their numbers", async () => {
  await open.goto("/incentives?campaign=BJ-2025-05");
  const types = table("Types of awards");
  await types.getByRole("cell", { name: "节节高" }).waitFor();
  await types.getByRole("cell", { name: "幸运数字" }).waitFor();
  await table("Award amounts").getByRole("cell", { name: "达标奖" }).waitFor();
});

test("what is booked meanwhile is seen without reloading", async () => {
  await open.goto("/incentives?campaign=SH-2025-09&refresh=10");
  await totals().getByText("4", { exact: true }).waitFor();
  await open.page.getByText("Every 10 seconds").waitFor();
  await open.dormitory.api("POST", "/v1/incentives/campaigns/SH-2025-09/corrections", {
    contract: "sh-4",
    withdrawn: true,
    reason: "退单",
  });
  await totals().getByText("3", { exact: true }).waitFor();
});

test("it renews itself as soon as a run books something, however long its own interval", async () => {
  await open.goto("/incentives?campaign=SH-2025-09&refresh=600");
  await totals().getByText("Contracts", { exact: true }).waitFor();
  expect(await figure("Contracts")).toBe("3");
  const row = {
    _id: "sh-live",
    province: "310000",
    serviceAppointmentNum: "GD-sh-live",
    serviceHousekeeper: "林溪",
    contractdocNum: "YHWX-SH-live",
    adjustRefundMoney: 100,
    orgName: "沪安",
    signedDate: "2025-09-09T10:00:00.000+08:00",
    sourceType: "2",
  };
  const runs = "/v1/incentives/campaigns/SH-2025-09/runs";
  await open.dormitory.api("POST", runs, { source: "live", rows: [row] });
  await vi.waitFor(async () => expect(await figure("Contracts")).toBe("4"), { timeout: 120_000 });
});

test("a contract says why it earned what it earned, its entries with the adjustment, and what is to be said", async () => {
  const { page } = open;
  await open.goto(`/incentives?campaign=${CAMPAIGN}&open=${CAMPAIGN}%2Fc-7`);
  const drawer = open.dialog();
  await drawer.getByRole("heading", { name: "Why it earned what it earned" }).waitFor();
  await drawer.getByText(/It is number \d+ of the campaign/).waitFor();
  await drawer.getByRole("table", { name: "Ledger entries" }).getByText("合同金额录入有误").first().waitFor();
  await drawer.getByText("Group message").waitFor();
  await drawer.getByText("Due", { exact: true }).first().waitFor();
  await drawer.getByRole("button", { name: "Close" }).click();
  await page.waitForURL((url) => !url.search.includes("open="));
});

test("what the channel has accepted is told as accepted, with a link to its message", async () => {
  const { api } = open.dormitory;
  await api("PUT", "/v1/rules/note-told", {
    rule: "note-told",
    name: "标记已通知",
    actions: [
      {
        id: "told",
        use: "incentive.told",
        with: { campaign: CAMPAIGN, contract: "c-8", kind: "group", message: 7 },
      },
    ],
  });
  await api("POST", "/v1/rules/note-told/enable", {});
  await api("POST", "/v1/rules/note-told/trigger", {});
  await until("the contract was told", async () => {
    const { tellings } = await api<{ tellings: { kind: string; state: string }[] }>(
      "GET",
      `/v1/incentives/campaigns/${CAMPAIGN}/contracts/c-8`,
    );
    return tellings.find(({ kind, state }) => kind === "group" && state === "told");
  });
  await open.goto(`/incentives?open=${CAMPAIGN}%2Fc-8`);
  await open.dialog().getByText("Accepted by the channel").waitFor();
  expect(await open.dialog().getByRole("link", { name: "Message #7" }).getAttribute("href")).toBe("/messages/7");
});

test("the figures are downloaded as a workbook of the same filters", async () => {
  const { page } = open;
  await open.goto("/incentives?campaign=BJ-2025-05&from=2025-05-01");
  await table("Latest contracts").getByRole("link").first().waitFor();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export to Excel" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("belfry BJ-2025-05 2025-05-01.xlsx");
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(await file.path());
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(["Totals", "Ranking", "Awards", "Trend", "Contracts"]);
  // A title and the headings stand above.
  expect(workbook.getWorksheet("Contracts")?.rowCount).toBe(72 + 2);
});

test("the latest contracts of the campaign open from the list", async () => {
  await open.goto("/incentives?campaign=BJ-2025-05");
  await table("Latest contracts").getByRole("link").first().click();
  await open.page.waitForURL(/open=BJ-2025-05/);
  await open.dialog().getByRole("heading", { name: "Ledger entries" }).waitFor();
});

test.each([
  ["incentives", "table a"],
  ["incentives?campaign=BJ-2025-05&measure=amount", "main figure"],
  [`incentives?open=${CAMPAIGN}%2Fc-7`, "[role=dialog] ol li"],
])("/%s keeps nobody out, and fits a telephone", async (path, waitFor) => {
  await open.goto(`/${path}`);
  await open.page.locator(waitFor).first().waitFor();
  expect(await barriersOf(open.page)).toEqual([]);
  expect(await tooWideForTelephone(open.page)).toBe(0);
});

test("all of it broke no content policy", () => {
  expect(open.complaints).toEqual([]);
});
