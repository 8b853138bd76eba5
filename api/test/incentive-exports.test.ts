/** Workbooks and lists of incentives: what a settlement says, and that nothing is left out silently. */
import exceljs from "exceljs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
const campaign = "/v1/incentives/campaigns/BJ-2025-05";
const header = "_id,serviceHousekeeper,orgName,contractdocNum,adjustRefundMoney,serviceAppointmentNum,signedDate";
const line = (n: number, amount = 5_000) => `c${n},管家A,服务商A,HT-${n},${amount},GD${n},2025-05-10`;

const authorization = () => ({ authorization: `Bearer ${api.token}` });

async function upload(lines: readonly string[]): Promise<void> {
  const body = [header, ...lines, ""].join("\n");
  const sent = await fetch(`${api.url}${campaign}/runs/file?announce=false`, {
    method: "POST",
    headers: authorization(),
    body,
  });
  expect(sent.status).toBe(200);
}

async function workbook(path: string, headers = authorization()) {
  const response = await fetch(`${api.url}${path}`, { headers });
  expect(response.headers.get("content-type")).toContain("spreadsheetml");
  const book = new exceljs.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  const rowsOf = (name: string) => {
    const rows: unknown[][] = [];
    book.getWorksheet(name)?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    return rows;
  };
  return { response, names: book.worksheets.map(({ name }) => name), rowsOf };
}

beforeAll(async () => {
  api = await startTestApi();
  await api.call("POST", `${campaign}/install`, { revision: "2025-05" });
  await upload([...[1, 2, 3, 4, 5].map((n) => line(n)), line(6, 120_000)]);
});
afterAll(() => api[Symbol.asyncDispose]());

test("the settlement of a closed month is a workbook of what is paid to whom, and what was adjusted", async () => {
  const open = await api.call("GET", `${campaign}/settlements/2025-05/export`);
  expect(open).toMatchObject({ status: 409, body: { code: "INCENTIVE_MONTH_OPEN" } });
  await api.call("POST", `${campaign}/corrections`, { contract: "c1", amountFen: 400_000, reason: "减项" });
  const closed = (await api.call("PUT", `${campaign}/settlements/2025-05`)).body as Record<string, number>;
  const { response, names, rowsOf } = await workbook(`${campaign}/settlements/2025-05/export`);
  expect(response.headers.get("content-disposition")).toContain("settlement-BJ-2025-05-2025-05.xlsx");
  expect(response.headers.get("belfry-truncated")).toBeNull();
  expect(names).toEqual(["结算", "排名", "奖励明细", "调整"]);
  const paid = closed["rewardFen"]! / 100;
  const totals = new Map(rowsOf("结算").map(([figure, value]) => [figure, value]));
  expect(totals.get("合同数")).toBe(6);
  expect(totals.get("奖励金额（元）")).toBe(paid);
  expect(totals.get("月份")).toBe("2025-05");
  // What is paid out is what the books came to.
  const payouts = rowsOf("奖励明细").slice(2);
  expect(
    new Set(payouts.map(([person, provider, , name, times]) => [person, provider, name, times].join(" "))),
  ).toEqual(new Set(["管家A 服务商A 优秀奖 1", "管家A 服务商A 接好运万元以上 1", "管家A 服务商A 达标奖 1"]));
  expect(payouts.reduce((sum, row) => sum + Number(row[5]), 0)).toBe(paid);
  const performance = closed["performanceFen"]! / 100;
  expect(rowsOf("排名").slice(2)).toEqual([["管家A", "服务商A", 6, 144_000, performance, 3, paid]]);
  const [adjusted] = rowsOf("调整").slice(2);
  expect(adjusted?.[0]).toBe("c1");
  expect(adjusted?.at(-1)).toBe("减项");
});

test("the same as CSV, and without names for who may not read them", async () => {
  const csv = await api.call("GET", `${campaign}/settlements/2025-05/export?format=csv&language=en`);
  expect(csv.text.split("\r\n")[0]).toBe("Housekeeper,Provider,Type,Award,Times,Award amount (yuan)");
  expect(csv.text).toContain("管家A,服务商A,幸运数字,接好运万元以上,1,");
  const { body } = await api.call("POST", "/v1/keys", { name: "figures", permissions: ["incentives:read"] });
  const bearer = { authorization: `Bearer ${body.key.id}.${body.secret}` };
  const { rowsOf } = await workbook(`${campaign}/settlements/2025-05/export`, bearer);
  expect(rowsOf("奖励明细")[1]).toEqual(["服务商", "奖励类型", "奖励名称", "次数", "奖励金额（元）"]);
  expect(JSON.stringify(["结算", "排名", "奖励明细", "调整"].map(rowsOf))).not.toMatch(/管家A|减项/);
});

// What the sheet itself says is tried beside the code that cuts it: twenty thousand rows take long to read back.
test("an answer that is not complete names what was cut", async () => {
  await api.call("POST", `${campaign}/settlements/2025-05/reopen`, { reason: "x" });
  await upload(Array.from({ length: 19_995 }, (_, n) => `${n},A,B,${n},1,${n},2025-05-10`));
  const exported = (query: string) =>
    fetch(`${api.url}/v1/incentives/export?${query}`, { method: "HEAD", headers: authorization() });
  expect((await exported("campaign=BJ-2025-05")).headers.get("belfry-truncated")).toBe("contracts=20000");
  expect((await exported("campaign=BJ-2025-05&person=管家A")).headers.get("belfry-truncated")).toBeNull();
});
