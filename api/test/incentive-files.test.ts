/** Files of contracts over HTTP: what cannot be read books nothing, and is named with file, row and remedy. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTestApi, type Answer, type TestApi } from "./start-test-api.ts";

let api: TestApi;
const campaign = "/v1/incentives/campaigns/BJ-2025-05";
const header =
  "合同ID(_id),管家(serviceHousekeeper),服务商(orgName),合同编号(contractdocNum),合同金额(adjustRefundMoney),工单编号(serviceAppointmentNum),签约时间(signedDate)";
const line = (n: number, amount: number | string = 5_000, day = "2025-05-10") =>
  `c${n},管家A,服务商A,HT-${n},${amount},GD${n},${day}`;
const csv = (...lines: readonly string[]) => [header, ...lines, ""].join("\n");

beforeAll(async () => {
  api = await startTestApi();
  await api.call("POST", `${campaign}/install`, { revision: "2025-05" });
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(() =>
  api.test.database.store.query({
    name: "test-empty-ledger",
    text: `truncate belfry.incentive_runs, belfry.incentive_people, belfry.incentive_projects, belfry.incentive_addresses,
      belfry.incentive_contracts, belfry.incentive_awards, belfry.incentive_entries, belfry.incentive_days,
      belfry.incentive_day_rewards, belfry.incentive_quarantine, belfry.incentive_tellings, belfry.incentive_corrections,
      belfry.incentive_settlements`,
  }),
);

async function send(
  content: string | Uint8Array | ReadableStream<Uint8Array>,
  { path = campaign, query = "file=五月.csv", type = "text/csv" } = {},
): Promise<Answer> {
  const response = await fetch(`${api.url}${path}/runs/file?${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${api.token}`, "content-type": type },
    body: content as string,
    duplex: "half",
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as unknown };
}

/** Everything that a run may have left. */
async function ledger() {
  const { rows } = await api.test.database.store.query({
    name: "test-ledger",
    text: `select (select count(*)::int from belfry.incentive_runs) as runs,
      (select count(*)::int from belfry.incentive_contracts) as contracts,
      (select count(*)::int from belfry.incentive_entries) as entries,
      (select count(*)::int from belfry.incentive_people) as people,
      (select count(*)::int from belfry.incentive_quarantine) as quarantine`,
  });
  return rows[0];
}
const untouched = { runs: 0, contracts: 0, entries: 0, people: 0, quarantine: 0 };

test("the contracts of a file are booked once, and the run is called by the file", async () => {
  const content = csv(...[1, 2, 3, 4, 5].map((n) => line(n)), line(6, 120_000));
  expect(await send(`\uFEFF${content}`)).toMatchObject({ status: 200, body: { rows: 6, booked: 6, rewards: 3 } });
  expect((await send(content)).body).toMatchObject({ rows: 6, booked: 0, known: 6 });
  const { items } = (await api.call("GET", `${campaign}/runs`)).body as { items: unknown[] };
  expect(items).toMatchObject([{ source: "五月.csv" }, { source: "五月.csv", state: "done" }]);
});

test("a file says that it is complete, and that nobody is to be told", async () => {
  await send(csv(line(1), line(2)), { query: "file=五月.csv&announce=false" });
  const tellings = await api.test.database.store.query({
    name: "test-tellings",
    text: "select from belfry.incentive_tellings",
  });
  expect(tellings.count).toBe(0);
  expect((await send(csv(line(1)), { query: "file=五月.csv&complete=true" })).body).toMatchObject({ proposed: 1 });
});

const other = csv(line(1)).replace(header, "key,who,provider,no,total,project,day");
const names = "合同ID=key;管家(serviceHousekeeper)=who;服务商=provider;合同编号=no;合同金额=total;工单编号=project";
const columns = (text: string) => ({ query: `file=other.csv&columns=${encodeURIComponent(text)}` });

test("a file whose columns have other names says which they are", async () => {
  expect((await send(other, columns(`${names};签约时间= day `))).body).toMatchObject({ rows: 1, booked: 1 });
  expect((await send(csv(line(1)))).body).toMatchObject({ known: 1, proposed: 0 });
  const missing = await send(other, columns(names));
  expect(missing).toMatchObject({ status: 422, body: { code: "CONTRACTS_UNREADABLE" } });
  expect(missing.text).toContain("The column 签约时间(signedDate) is missing");
  const mistyped = await send(other, columns(`${names};签约时间=date`));
  expect(mistyped.text).toContain("The column date, which is to be read as 签约时间, is missing; there are: key, who");
  expect(await send(other, columns("签约时间"))).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
});

test.each([
  ["two names for one column", "签约时间=day;城市=day", "The column day is to be read as 签约时间 and as 城市."],
  ["two columns for one name", "签约时间=day;signedDate=no", "The columns no and day would both be read as 签约时间."],
  [
    "a name that nothing has",
    "签约时间=day;城巿=no",
    "The column no is to be read as 城巿, and a campaign reads no column",
  ],
])("%s is refused, for the file would be read as something else", async (_what, pairs, message) => {
  const rest = names.split(";").filter((pair) => !pair.endsWith("=no"));
  const answer = await send(other, columns([...rest, pairs].join(";")));
  expect(answer).toMatchObject({ status: 422, body: { code: "CONTRACTS_UNREADABLE" } });
  expect(answer.text).toContain(message);
  expect(await ledger()).toEqual(untouched);
});

test("a column that is named beside one that has the name already is refused, and so is one that is named twice", async () => {
  const both = csv(line(1))
    .replace("合同编号(contractdocNum)", "no")
    .replace("\n", ",合同编号\n")
    .replace(/\n$/, ",other\n");
  const answer = await send(both, columns("合同编号=no"));
  expect(answer).toMatchObject({ status: 422, body: { code: "CONTRACTS_UNREADABLE" } });
  expect(answer.text).toContain("would both be read as 合同编号");
  const twice = await send(other, columns(`${names};签约时间=day;签约时间=no`));
  expect(twice).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
  expect(twice.text).toContain("Name each column once.");
  expect(await ledger()).toEqual(untouched);
});

/** More than a part of a run: what is wrong behind it is found when that part would have been booked. */
const long = csv(...Array.from({ length: 20_500 }, (_, n) => `${n},A,B,${n},1,${n},2025-05-10`));

test.each([
  [
    "GB18030",
    Buffer.concat([Buffer.from(csv(line(1))), Buffer.from("c2,b9dcbcd2,", "latin1"), Buffer.from("b9dcbcd2", "hex")]),
    "CONTRACTS_UNREADABLE",
    "五月.csv cannot be read: It is GB18030 (GBK) and not UTF-8. Row 3 is the first that is not.",
  ],
  [
    "a header in GB18030",
    Buffer.from("bacfcdac4944285f6964292cb9dcbcd22873657276696365486f7573656b6565706572290a63312cb9dcbcd2410a", "hex"),
    "CONTRACTS_UNREADABLE",
    "It is GB18030 (GBK) and not UTF-8.",
  ],
  [
    "a quote that is never closed",
    csv(line(1), '"c2,管家A'),
    "CONTRACTS_UNREADABLE",
    "五月.csv cannot be read behind row 2: a quote is opened and not closed again.",
  ],
  ["nothing", "", "CONTRACTS_UNREADABLE", "五月.csv is empty: not even its header is there."],
  ["a header alone", csv(), "CONTRACTS_UNREADABLE", "五月.csv has a header and no rows."],
])("%s books nothing", async (_what, content, code, detail) => {
  const answer = await send(content);
  expect(answer).toMatchObject({ status: 422, body: { code } });
  expect(answer.body.detail).toContain(detail);
  expect(answer.body.remedy).not.toBe("");
  expect(await ledger()).toEqual(untouched);
});

test("columns that are missing are named, each with the remedy", async () => {
  const answer = await send("合同ID(_id),管家,合同编号\nc1,管家A,HT-1\n");
  expect(answer).toMatchObject({ status: 422, body: { code: "CONTRACTS_UNREADABLE" } });
  expect(answer.body.problems).toHaveLength(3);
  expect(answer.body.problems[0]).toMatchObject({
    path: "五月.csv row 1",
    message: expect.stringContaining("The column 合同金额(adjustRefundMoney) is missing; there are: ") as string,
    remedy: expect.stringContaining("Add it under this name") as string,
  });
  expect(await ledger()).toEqual(untouched);
});

test("what cannot be read behind the first part of a run books nothing of the parts before it", async () => {
  const broken = Buffer.concat([Buffer.from(long), Buffer.from("b9dcbcd2", "hex")]);
  expect((await send(broken)).body.detail).toContain("Row 20502 is the first that is not.");
  expect((await send(`${long}"c99999,管家A`)).body.detail).toContain("cannot be read behind row 20501");
  expect(await ledger()).toEqual(untouched);
});

test("rows that are wrong are put aside with file, row and remedy, and the rest is booked", async () => {
  const answer = await send(
    csv(line(1), line(2, -5), line(3, "一万"), line(4, 5_000, "2025-07-01"), line(1, 6_000), "c6,管家A"),
  );
  expect(answer).toMatchObject({ status: 200, body: { rows: 6, booked: 1, quarantined: 5 } });
  const { items } = (await api.call("GET", `${campaign}/quarantine`)).body as { items: Record<string, unknown>[] };
  expect(items.map(({ source, row, code, contract }) => ({ source, row, code, contract })).toReversed()).toEqual([
    { source: "五月.csv", row: 3, code: "negative", contract: "c2" },
    { source: "五月.csv", row: 4, code: "notANumber", contract: "c3" },
    { source: "五月.csv", row: 5, code: "outsidePeriod", contract: "c4" },
    { source: "五月.csv", row: 6, code: "duplicateDiffers", contract: "c1" },
    { source: "五月.csv", row: 7, code: "wrongLength", contract: "c6" },
  ]);
  for (const item of items) expect(item["remedy"]).not.toBe("");
  expect(items[1]?.["raw"]).toMatchObject({ "合同金额(adjustRefundMoney)": "6000" });
});

test("a campaign that is not in use, a file that is too large, and what is no file of contracts are refused", async () => {
  const unknown = await send(csv(line(1)), { path: "/v1/incentives/campaigns/BJ-2025-04" });
  expect(unknown).toMatchObject({ status: 404, body: { code: "CAMPAIGN_NOT_FOUND" } });
  const large = await send(csv(line(1), "x".repeat(1_100_000)));
  expect(large).toMatchObject({ status: 413, body: { code: "BODY_TOO_LARGE" } });
  expect(large.body.detail).toContain("五月.csv has more than 1 MB.");
  expect((await send("[]", { type: "application/json", query: "" })).body.detail).toContain("contracts.csv row 1");
  expect((await send(csv(line(1)), { query: "complet=true" })).body.code).toBe("REQUEST_INVALID");
  expect(await ledger()).toEqual(untouched);
});

test("what a run read is downloaded by who may read personal data", async () => {
  const content = csv(line(1));
  const { run } = (await send(content)).body as { run: number };
  const answer = await api.call("GET", `${campaign}/runs/${run}/archive`);
  expect(answer).toMatchObject({ status: 200, text: content });
  expect(answer.headers.get("content-disposition")).toContain(`contracts-BJ-2025-05-${run}.csv`);
  const { items } = (await api.call("GET", `${campaign}/runs`)).body as { items: unknown[] };
  expect(items).toMatchObject([{ archive: { bytes: Buffer.byteLength(content), state: "kept" } }]);
  expect((await api.call("GET", `${campaign}/runs/${run + 1}/archive`)).body.code).toBe("ARTIFACT_NOT_FOUND");
});

test("a client that leaves in the middle of its file books nothing", async () => {
  const leaving = new AbortController();
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls += 1;
      if (pulls === 1) controller.enqueue(new TextEncoder().encode(csv(line(1))));
      else leaving.abort();
    },
  });
  const sent = fetch(`${api.url}${campaign}/runs/file?file=x.csv`, {
    method: "POST",
    headers: { authorization: `Bearer ${api.token}`, "content-type": "text/csv" },
    body,
    duplex: "half",
    signal: leaving.signal,
  });
  await expect(sent).rejects.toThrow();
  expect((await send(csv(line(2)))).body).toMatchObject({ booked: 1 });
  expect(await ledger()).toMatchObject({ runs: 1, contracts: 1 });
  expect(api.logged).toEqual([]);
});
