/** Campaigns in the console: taken into use, changed by revisions with a preview, and what runs left for people to decide. */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { barriersOf } from "../support/barriers.ts";
import { openConsole, tooWideForTelephone, type OpenConsole } from "../support/open-console.ts";
import { sessionCookie } from "../support/signed-in-person.ts";
import { CAMPAIGN, seedIncentive } from "./seed-incentive.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

let open: OpenConsole;

interface Contract {
  readonly amountFen: number;
  readonly source: Readonly<Record<string, unknown>>;
  readonly entries: readonly { readonly kind: string; readonly reason: string | null }[];
}

beforeAll(async () => {
  open = await openConsole("2025-10-03T02:00:30Z");
  await seedIncentive(open.dormitory.api);
}, 300_000);
afterAll(() => open?.[Symbol.asyncDispose]());

const table = (name: string) => open.page.getByRole("table", { name });
const contract = (id: string) =>
  open.dormitory.api<Contract>("GET", `/v1/incentives/campaigns/${CAMPAIGN}/contracts/${id}`);
/** Puts another text in the place of the only one of its kind in the editor. */
const replaceInEditor = async (line: string, text: string) => {
  await open.page.locator(".cm-line", { hasText: line }).first().click();
  await open.page.keyboard.press("Home");
  await open.page.keyboard.press("Shift+End");
  await open.page.keyboard.type(text);
};

/** As somebody who chose another language for this browser. */
const speak = async (language: "zh" | "en") => {
  await open.page.evaluate((chosen) => {
    localStorage.setItem("belfry.preferences", JSON.stringify({ language: chosen, theme: "system" }));
  }, language);
  await open.page.reload();
};

test("a campaign that comes with Belfry is taken into use", async () => {
  const { page } = open;
  await open.goto("/incentives/campaigns");
  await table("In use").getByText("BJ-2025-05@2025-05").waitFor();
  await table("Come with Belfry").getByRole("button", { name: "Take BJ-2025-06@2025-06 into use" }).click();
  await open.dialog().getByRole("button", { name: "Take into use" }).click();
  await page.waitForURL(/\/incentives\/campaigns\/BJ-2025-06$/);
  await page.getByText("BJ-2025-06@2025-06").waitFor();
});

test("contracts are found by their number, and the one that is open stands in the address", async () => {
  const { page } = open;
  await open.goto(`/incentives/campaigns/${CAMPAIGN}`);
  await page.getByRole("searchbox", { name: "Contract ID or number" }).fill("BJ-2025-0009");
  await page.keyboard.press("Enter");
  await page.waitForURL(/text=/);
  await vi.waitFor(async () => expect(await table("Contracts").getByRole("row").count()).toBe(2), { timeout: 60_000 });
  await table("Contracts").getByRole("link").click();
  await page.waitForURL(/contract=c-9/);
  await open.dialog().getByRole("heading", { name: "Ledger entries" }).waitFor();
});

test("rows that could not be taken say why, and what can be done", async () => {
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=quarantine`);
  const rows = table("Rows put aside");
  await rows.getByText(/^Row 74\b/).waitFor();
  expect(await rows.getByRole("row").filter({ hasText: "Metabase 卡片 1693" }).count()).toBe(2);
  await rows.getByText("As the source tells it").first().click();
  await rows.getByText("YHWX-BJ-2025-090", { exact: false }).first().waitFor();
});

test("in Chinese, rows and proposals are explained in Chinese", async () => {
  const { page } = open;
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=quarantine`);
  await speak("zh");
  const rows = page.getByRole("table", { name: "隔离的行" });
  await rows.getByText("金额是负数。 撤销的合同要走更正；请去掉这一行。").waitFor();
  await rows.getByText("合同签于 2025-07-01，而 BJ-2025-05@2025-05 的活动期是 2025-05-01 – 2025-05-31。").waitFor();
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=corrections`);
  await page
    .getByRole("table", { name: "更正" })
    .getByText(/^来源里是 ¥9,000，账上是 ¥[\d,]+。$/)
    .waitFor();
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=definition`);
  // The shipped campaign carries a badge that is never shown.
  await page.getByText("新锐徽章永远不会显示：精英徽章会盖住它。").waitFor();
  await speak("en");
});

const rowOf = (id: string, yuan: string) => `${id},GD-${id},李青,YHWX-${id},${yuan},顺达,2025-05-20`;

test("a file of contracts is booked, and what it was can be downloaded", async () => {
  const { page } = open;
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=runs`);
  await page.getByRole("button", { name: "Book a file" }).click();
  const header = "_id,serviceAppointmentNum,serviceHousekeeper,contractdocNum,adjustRefundMoney,orgName,signedDate";
  const choose = (name: string, text: string | Buffer) =>
    open
      .dialog()
      .getByLabel("File of contracts (CSV, UTF-8)")
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  const book = open.dialog().getByRole("button", { name: "Book it" });
  // One that lacks a column books nothing, and says so where it was handed in.
  await choose("缺列.csv", `_id\nf-1\n`);
  await book.click();
  await open.dialog().getByText("缺列.csv row 1").first().waitFor();
  await choose("五月补录.csv", [header.replace("_id", "key"), rowOf("f-1", "100"), rowOf("f-2", "abc"), ""].join("\n"));
  await open.dialog().getByLabel("Columns that have other names").fill("合同ID=key\n");
  await open.dialog().getByLabel("Tell groups and contact persons").uncheck();
  await book.click();
  await page.getByText("Read: 1 new, 0 known, 1 put aside").waitFor();
  const run = table("Runs").getByRole("row").filter({ hasText: "五月补录.csv" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    run.getByRole("link", { name: "Download what it read" }).click(),
  ]);
  expect(await readFile((await download.path()) ?? "", "utf8")).toContain("f-2,GD-f-2,李青,YHWX-f-2,abc");
  // Nothing of it is kept for the tests that follow.
  const withdrawn = { contract: "f-1", withdrawn: true, reason: "测试" };
  await open.dormitory.api("POST", `/v1/incentives/campaigns/${CAMPAIGN}/corrections`, withdrawn);
});

test("a correction that a run proposed is booked with a reason, which stands at the adjustment", async () => {
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=corrections`);
  const row = table("Corrections").getByRole("row").filter({ hasText: "c-5" });
  await row.getByText("→ ¥9,000").waitFor();
  await row.getByRole("button", { name: "Book it" }).click();
  await open.dialog().getByLabel("Reason, for the books").fill("客户减项");
  await open.dialog().getByRole("button", { name: "Book it" }).click();
  await open.page.getByText(/^Corrected; adjustments booked: \d+$/).waitFor();
  await open.page.getByText("No corrections wait").waitFor();
  const { amountFen, entries } = await contract("c-5");
  expect(amountFen).toBe(900_000);
  expect(entries.filter(({ kind, reason }) => kind === "adjustment" && reason === "客户减项")).not.toEqual([]);
  await open.page.getByText("All", { exact: true }).click();
  await table("Corrections").getByText("客户减项").first().waitFor();
});

test("one that is not right is dismissed, and the books stay as they are", async () => {
  const before = (await contract("c-9")).amountFen;
  await open.dormitory.api("POST", `/v1/incentives/campaigns/${CAMPAIGN}/runs`, {
    source: "手工",
    rows: [
      {
        _id: "c-9",
        province: "110000",
        serviceAppointmentNum: "GD-2025-1009",
        serviceHousekeeper: "李青",
        contractdocNum: "YHWX-BJ-2025-0009",
        adjustRefundMoney: 1,
        orgName: "顺达",
        signedDate: "2025-05-03T10:00:00.000+08:00",
      },
    ],
  });
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=corrections`);
  await table("Corrections")
    .getByRole("row")
    .filter({ hasText: "c-9" })
    .getByRole("button", { name: "Dismiss" })
    .click();
  await open.dialog().getByLabel("Reason, for the books").fill("手工录入有误");
  await open.dialog().getByRole("button", { name: "Dismiss" }).click();
  await open.page.getByText("No corrections wait").waitFor();
  expect((await contract("c-9")).amountFen).toBe(before);
  await open.page.getByText("All", { exact: true }).click();
  await table("Corrections").getByText("Dismissed: 手工录入有误").waitFor();
});

/** A source that says of contract c-9 that it is another person's. */
const proposeOtherPerson = async () => {
  const { source, amountFen } = await contract("c-9");
  const row = {
    _id: "c-9",
    province: "110000",
    serviceAppointmentNum: source["project"],
    serviceHousekeeper: "王芳",
    contractdocNum: source["number"],
    adjustRefundMoney: amountFen / 100,
    orgName: source["provider"],
    signedDate: source["signedAt"],
  };
  await open.dormitory.api("POST", `/v1/incentives/campaigns/${CAMPAIGN}/runs`, { source: "手工", rows: [row] });
  return { amountFen, housekeeper: String(source["housekeeper"]) };
};

test("who may not read names cannot book a name that is masked, and is told why", async () => {
  const { dormitory } = open;
  const { amountFen, housekeeper } = await proposeOtherPerson();
  const { permissions } = await dormitory.api<{ permissions: string[] }>("GET", "/v1/session");
  const clerk = { description: "", permissions: permissions.filter((name) => name !== "personal-data:read") };
  await dormitory.api("PUT", "/v1/roles/clerk", clerk);
  const home = dormitory.server.url ?? "";
  const cookie = await sessionCookie({ url: home }, dormitory.database, { name: "zhou", role: "clerk" });
  const context = await open.page.context().browser()?.newContext({ locale: "en-GB", reducedMotion: "reduce" });
  context?.setDefaultTimeout(60_000);
  await context?.addCookies([cookie]);
  const page = await context?.newPage();
  if (page === undefined) throw new Error("The browser is gone.");
  await page.goto(`${home}/incentives/campaigns/${CAMPAIGN}?tab=corrections`);
  const proposed = page.getByRole("table", { name: "Corrections" }).getByRole("row").filter({ hasText: "c-9" });
  await proposed.getByRole("button", { name: "Book it" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Names, numbers and addresses of people are masked").waitFor();
  expect(await dialog.getByRole("textbox", { name: "Housekeeper" }).isDisabled()).toBe(true);
  await dialog.getByLabel("Reason, for the books").fill("管家换人");
  expect(await dialog.getByRole("button", { name: "Book it" }).isDisabled()).toBe(true);
  expect(await page.content()).not.toContain("王芳");
  await context?.close();
  expect(await contract("c-9")).toMatchObject({ housekeeper, amountFen });
});

test("a contract that was another person's is booked as the source says it, and a name is set right by hand", async () => {
  const { page } = open;
  const { amountFen, housekeeper } = await proposeOtherPerson();
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=corrections`);
  const proposed = table("Corrections").getByRole("row").filter({ hasText: "c-9" });
  await proposed.getByText(/^Housekeeper: .+ → 王芳$/).waitFor();
  await proposed.getByRole("button", { name: "Book it" }).click();
  await open.dialog().getByRole("textbox", { name: "Housekeeper" }).waitFor();
  await open.dialog().getByLabel("Reason, for the books").fill("管家换人");
  await open.dialog().getByRole("button", { name: "Book it" }).click();
  await page.getByText("No corrections wait").waitFor();
  expect(await contract("c-9")).toMatchObject({ housekeeper: "王芳", amountFen });

  await open.goto(`/incentives/campaigns/${CAMPAIGN}?contract=c-9`);
  await open.dialog().getByRole("button", { name: "Correct" }).click();
  const name = open.dialog().getByRole("textbox", { name: "Housekeeper" });
  await name.fill("");
  await open.dialog().getByText("This cannot be blank.").waitFor();
  await name.fill(housekeeper);
  await open.dialog().getByLabel("Reason, for the books").fill("换回来");
  await open.dialog().getByRole("button", { name: "Book it" }).click();
  await page
    .getByText(/^Corrected; adjustments booked: \d+$/)
    .first()
    .waitFor();
  expect(await contract("c-9")).toMatchObject({ housekeeper, amountFen });
});

test("the books of a month are closed, and opened again with a reason", async () => {
  const { page } = open;
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=months`);
  await table("Months").getByText("2025-04").waitFor();
  await page.getByLabel("Month", { exact: true }).fill("2025-05");
  await page.getByRole("button", { name: "Close the books" }).click();
  await open.dialog().getByRole("button", { name: "Close the books" }).click();
  const may = table("Months").getByRole("row").filter({ hasText: "2025-05" });
  await may.getByRole("cell", { name: "72", exact: true }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    may.getByRole("link", { name: "Export the settlement of 2025-05 to Excel" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`settlement-${CAMPAIGN}-2025-05.xlsx`);
  // A workbook is a zip.
  expect((await readFile((await download.path()) ?? "")).subarray(0, 2).toString()).toBe("PK");
  await may.getByRole("button", { name: "Open again" }).click();
  await open.dialog().getByLabel("Reason, for the books").fill("两份合同漏录");
  await open.dialog().getByRole("button", { name: "Open again" }).click();
  await may.waitFor({ state: "detached" });
});

test("rules that contradict each other are told at their place, and cannot be saved", async () => {
  const { page } = open;
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=definition`);
  // The badge of rising stars is never shown: that is said, and holds nobody up.
  await page.getByRole("button", { name: /^Warning · Line \d+/ }).waitFor();
  await replaceInEditor("达标奖: 200", "另一个奖: 200");
  await page
    .getByRole("button", { name: /^Error · Line \d+/ })
    .first()
    .waitFor();
  expect(await page.getByRole("button", { name: "Save and put in force" }).isDisabled()).toBe(true);
});

test("the preview shows what examples earn under rules that nobody has saved", async () => {
  const { page } = open;
  await open.goto("/incentives/new-campaign?from=SH-2025-09%402025-09");
  await page.getByText("Self-referral", { exact: true }).click();
  const rows = table("Example contracts");
  await rows.getByText("红包", { exact: false }).first().waitFor();
  await page.getByText("Platform order", { exact: true }).click();
  await rows
    .getByText(/基础奖/)
    .first()
    .waitFor();
  await rows.getByText("Why, and what would be said").first().click();
  await rows.getByText("It is number 1 of the campaign", { exact: false }).waitFor();
});

test("a new revision is put in force with a reason, and every difference is an adjustment", async () => {
  const { page } = open;
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=definition`);
  await replaceInEditor("revision:", "revision: 2025-05b");
  await replaceInEditor("达标奖: 200", "达标奖: 250");
  const save = page.getByRole("button", { name: "Save and put in force" });
  await save.click({ timeout: 60_000 });
  await open.dialog().getByLabel("Reason, which stands at the adjustments").fill("奖励上调");
  await open.dialog().getByRole("button", { name: "Save and put in force" }).click();
  await page.getByText(/^In force; adjustments booked: [1-9]\d*$/).waitFor();
  await table("Revisions").getByRole("row").filter({ hasText: "2025-05b" }).getByText("In force").waitFor();
  await page.getByRole("button", { name: "Open revision 2025-05b" }).click();
  await open.dialog().getByText("达标奖: 250").waitFor();
  await open.dialog().getByRole("tab", { name: "Compare" }).click();
  await open.dialog().getByText("Revision 2025-05", { exact: true }).last().waitFor();
  await open.dialog().getByText("达标奖: 200").first().waitFor();
  await page.keyboard.press("Escape");
  await open.goto(`/incentives/campaigns/${CAMPAIGN}?tab=entries`);
  await table("Ledger").getByText("奖励上调").first().waitFor();
});

test.each([
  ["campaigns", "table a"],
  [`campaigns/${CAMPAIGN}`, "table a"],
  [`campaigns/${CAMPAIGN}?tab=entries`, "table a"],
  [`campaigns/${CAMPAIGN}?tab=runs`, "table td"],
  [`campaigns/${CAMPAIGN}?tab=quarantine`, "table details"],
  [`campaigns/${CAMPAIGN}?tab=corrections&all=true`, "table a"],
  [`campaigns/${CAMPAIGN}?tab=months`, "table td"],
  [`campaigns/${CAMPAIGN}?tab=definition`, "table details"],
  ["new-campaign", "table details"],
])("/incentives/%s keeps nobody out, and fits a telephone", async (path, waitFor) => {
  await open.goto(`/incentives/${path}`);
  await open.page.locator(waitFor).first().waitFor();
  expect(await barriersOf(open.page)).toEqual([]);
  expect(await tooWideForTelephone(open.page)).toBe(0);
});

test("all of it broke no content policy", () => {
  expect(open.complaints).toEqual([]);
});
