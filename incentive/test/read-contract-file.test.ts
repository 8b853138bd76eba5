import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCampaign, readCampaigns, readContractFile, type Campaign, type ReadContract } from "@belfry/incentive";
import { afterAll, beforeAll, expect, test } from "vitest";

const shipped = await readCampaigns();
const may = findCampaign(shipped, "BJ-2025-05@2025-05");
const header =
  "合同ID(_id),管家(serviceHousekeeper),服务商(orgName),合同编号(contractdocNum),合同金额(adjustRefundMoney),工单编号(serviceAppointmentNum),签约时间(signedDate),工单类型(sourceType)";
const good = "c1,管家A,服务商A,HT-1,30548.8,GD1,2025-05-02T10:00:00.000+08:00,2";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "contracts-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array, campaign: Campaign = may, options = {}): Promise<ReadContract[]> {
  const path = join(folder, "contracts.csv");
  await writeFile(path, content);
  return all(readContractFile(path, campaign, options));
}

async function all(rows: AsyncIterable<ReadContract>): Promise<ReadContract[]> {
  const list: ReadContract[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

/** 「合同ID(_id),…」 and a row in GB18030, as Excel saves it in China. */
const gb18030 = Buffer.from(
  "bacfcdac4944285f6964292cb9dcbcd22873657276696365486f7573656b6565706572290a63312cb9dcbcd2410a",
  "hex",
);

test("reads Chinese headers with a byte order mark, in any order and with columns that nobody asked for", async () => {
  const turned = `\uFEFFDoorsill,${header.split(",").toReversed().join(",")}\r\n3,${good.split(",").toReversed().join(",")}\r\n`;
  const [first] = await read(turned, may, { keepColumns: true });
  expect(first).toEqual({
    contract: {
      id: "c1",
      number: "HT-1",
      housekeeper: "管家A",
      provider: "服务商A",
      project: "GD1",
      amountFen: 3_054_880,
      signedAt: "2025-05-02T10:00:00.000+08:00",
      sourceType: 2,
      columns: { Doorsill: "3" },
    },
  });
});

test("reads the English names, and the Chinese ones alone", async () => {
  const english =
    "_id,serviceHousekeeper,orgName,contractdocNum,adjustRefundMoney,serviceAppointmentNum,signedDate,projectAddress,pcContractdocNum,conversion\nc1,A,P,N,1,G,2025-05-02,地址甲,OLD-1,0.35\n";
  expect(await read(english)).toMatchObject([
    { contract: { id: "c1", amountFen: 100, address: "地址甲", historicalNumber: "OLD-1", conversion: "0.35" } },
  ]);
  const chinese = "合同ID,管家,服务商,合同编号,合同金额,工单编号,签约时间\nc1,A,P,N,1,G,2025/5/2\n";
  expect(await read(chinese)).toMatchObject([{ contract: { id: "c1", signedAt: "2025/5/2" } }]);
});

test.each([
  ["a word", "c2,管家A,服务商A,HT-2,一万,GD2,2025-05-02,2", "合同金额(adjustRefundMoney)", "notANumber"],
  ["thousands commas", 'c2,管家A,服务商A,HT-2,"30,000",GD2,2025-05-02,2', "合同金额(adjustRefundMoney)", "notANumber"],
  ["a negative amount", "c2,管家A,服务商A,HT-2,-5,GD2,2025-05-02,2", "合同金额(adjustRefundMoney)", "negative"],
  ["tenths of fen", "c2,管家A,服务商A,HT-2,5.555,GD2,2025-05-02,2", "合同金额(adjustRefundMoney)", "tooManyDecimals"],
  ["no amount", "c2,管家A,服务商A,HT-2,,GD2,2025-05-02,2", "合同金额(adjustRefundMoney)", "missing"],
  ["no id", ",管家A,服务商A,HT-2,5,GD2,2025-05-02,2", "合同ID(_id)", "missing"],
  ["nobody", "c2,,服务商A,HT-2,5,GD2,2025-05-02,2", "管家(serviceHousekeeper)", "missing"],
  ["an id that came before", "c1,管家A,服务商A,HT-2,5,GD2,2025-05-02,2", "合同ID(_id)", "duplicateDiffers"],
  ["no date", "c2,管家A,服务商A,HT-2,5,GD2,gestern,2", "签约时间(signedDate)", "notADate"],
  ["a day that there is not", "c2,管家A,服务商A,HT-2,5,GD2,2025-05-32,2", "签约时间(signedDate)", "notADate"],
  ["a day before the campaign", "c2,管家A,服务商A,HT-2,5,GD2,2025-04-30,2", "签约时间(signedDate)", "outsidePeriod"],
  ["an order type in words", "c2,管家A,服务商A,HT-2,5,GD2,2025-05-02,平台单", "工单类型(sourceType)", "notAnOrderType"],
  ["too few values", "c2,管家A,服务商A", undefined, "wrongLength"],
])("puts a row with %s aside, with row, column and remedy, and goes on", async (_what, bad, column, code) => {
  const rows = await read(`${header}\n${good}\n${bad}\n\n${good.replace("c1", "c3")}\n`);
  expect(rows).toHaveLength(3);
  expect(rows[1]).toMatchObject({ fault: { row: 3, code, message: expect.any(String), remedy: expect.any(String) } });
  const fault = "fault" in (rows[1] ?? {}) ? (rows[1] as { fault: { column?: string } }).fault : {};
  expect(fault.column).toBe(column);
  expect(rows[2]).toMatchObject({ contract: { id: "c3" } });
});

test("names the row in which a duplicate stands already", async () => {
  const [, second] = await read(`${header}\n${good}\n${good}\n`);
  expect(second).toMatchObject({ fault: { contractId: "c1", message: "The contract c1 stands in row 2 already." } });
  const [, other] = await read(`${header}\n${good}\n${good.replace("30548.8", "6000")}\n`);
  expect(other).toMatchObject({
    fault: {
      row: 3,
      code: "duplicateDiffers",
      message: "The contract c1 stands in row 2 already, there with 30,548.8 yuan and here with 6,000.",
      remedy: expect.stringContaining("the first one was taken") as string,
    },
  });
});

test.each([
  ["2025-05-31T23:59:59+08:00", true],
  ["2025-05-31T15:59:59Z", true],
  ["2025-05-31T16:00:00Z", false],
  ["2025-04-30T16:00:00.000Z", true],
  ["2025-05-31 23:59:59", true],
  ["2025-06-01", false],
])("judges %s by the day in Shanghai", async (signedDate, inside) => {
  const [row] = await read(`${header}\n${good.replace("2025-05-02T10:00:00.000+08:00", signedDate)}\n`);
  expect("contract" in (row ?? {})).toBe(inside);
});

test("takes what binary sums leave behind for the number that was meant", async () => {
  expect(await read(`${header}\n${good.replace("30548.8", "30000.000000000004")}\n`)).toMatchObject([
    { contract: { amountFen: 3_000_000 } },
  ]);
});

test("says that a file is GB18030, and reads nothing of it", async () => {
  await expect(read(gb18030)).rejects.toMatchObject({
    code: "CONTRACTS_UNREADABLE",
    message: expect.stringContaining("It is GB18030 (GBK) and not UTF-8."),
    remedy: expect.stringContaining("CSV UTF-8"),
  });
  await expect(read(Buffer.from(`\uFEFF${header}`, "utf16le"))).rejects.toMatchObject({
    message: expect.stringContaining("UTF-16"),
  });
});

test.each([
  [
    "two columns",
    header.replace("合同金额(adjustRefundMoney),工单编号(serviceAppointmentNum),", ""),
    "合同金额(adjustRefundMoney) is missing",
  ],
  ["its header", "", "is empty"],
])("refuses a file that lacks %s", async (_what, content, message) => {
  await expect(read(`${content}\n`)).rejects.toMatchObject({
    code: "CONTRACTS_UNREADABLE",
    message: expect.stringContaining(message),
  });
});

test("asks for the columns that the campaign needs, and for no others", async () => {
  const few = "_id,serviceHousekeeper,contractdocNum,adjustRefundMoney,signedDate";
  await expect(read(`${few}\n`, findCampaign(shipped, "SH-2025-04@2025-04"))).rejects.toThrow(
    "服务商(orgName) is missing",
  );
  await expect(read(`${few}\n`, findCampaign(shipped, "BJ-PERFORMANCE-BROADCAST"))).rejects.toThrow(
    "计入业绩金额 is missing",
  );
  const revised = findCampaign(shipped, "BJ-2025-05@2025-08");
  expect(await read(`${few}\nc1,A,N,1,2025-05-02\n`, revised)).toMatchObject([
    { contract: { provider: "", project: "" } },
  ]);
});

test("never takes the rest of a file behind an open quote for one value", async () => {
  await expect(read(`${header}\n${good}\n"c2,管家A\n`)).rejects.toMatchObject({
    code: "CONTRACTS_UNREADABLE",
    message: expect.stringContaining("a quote is opened and not closed again"),
  });
});

test("says that a file is not there", async () => {
  await expect(all(readContractFile(join(folder, "none.csv"), may))).rejects.toMatchObject({
    code: "CONTRACTS_UNREADABLE",
    message: expect.stringContaining("none.csv is not there."),
  });
});
