/** The ledger of rewards on the command line: a campaign is taken into use, contracts are booked, explained, closed and exported. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

let own: TestInstallation;
const run = (...args: string[]) => own.belfry(["incentive", ...args], { columns: 400 });
const may = ["--campaign", "BJ-2025-05"];

async function file(name: string, content: string): Promise<string> {
  const path = join(own.dataDir, name);
  await writeFile(path, content);
  return path;
}

const header =
  "合同ID(_id),管家(serviceHousekeeper),服务商(orgName),合同编号(contractdocNum),合同金额(adjustRefundMoney),工单编号(serviceAppointmentNum),签约时间(signedDate)";
const line = (n: number, amount: string | number) => `c${n},管家A,服务商A,HT-${n},${amount},GD${n},2025-05-${10 + n}`;
const six = [header, ...[1, 2, 3, 4, 5].map((n) => line(n, 5_000)), line(6, 120_000)].join("\n");

/** Everything that is booked. */
async function ledger(): Promise<unknown> {
  const { rows } = await own.database.store.query({
    name: "test-ledger",
    text: `select (select jsonb_agg(e order by id) from belfry.incentive_entries e) as entries,
      (select jsonb_agg(c order by id) from belfry.incentive_contracts c) as contracts,
      (select jsonb_agg(p order by id) from belfry.incentive_people p) as people`,
  });
  return rows[0];
}

beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

test("a campaign is taken into use, and contracts of a file are booked once", async () => {
  const contracts = await file("six.csv", six);
  const unknown = await run("run", ...may, "--contracts", contracts);
  expect(unknown.code).not.toBe(0);
  expect(unknown.err).toContain("belfry incentive install BJ-2025-05");
  expect(await run("install", "BJ-2025-05", "--revision", "2025-05")).toMatchObject({
    code: 0,
    out: "BJ-2025-05@2025-05 is in use.\n",
  });
  const first = await run("run", ...may, "--contracts", contracts);
  expect(first).toMatchObject({ code: 0 });
  expect(first.out).toBe("BJ-2025-05@2025-05: 6 of 6 contracts are new, with 3 awards; 0 were booked before.\n");
  const again = await run("run", ...may, "--contracts", contracts);
  expect(again.out).toBe("BJ-2025-05@2025-05: 0 of 6 contracts are new, with 0 awards; 6 were booked before.\n");
});

test("a file whose columns have other names is booked with their names", async () => {
  const other = await file(
    "other.csv",
    [header.replace(/^[^,]+/, "key").replace(/合同金额[^,]+/, "total"), line(1, 5_000)].join("\n"),
  );
  const columns = ["--column", "合同ID=key", "--column", "合同金额=total"];
  const booked = await run("run", ...may, "--contracts", other, ...columns);
  expect(booked.out).toContain("0 of 1 contracts are new, with 0 awards; 1 were booked before.");
  const mistyped = await run("run", ...may, "--contracts", other, ...columns, "--column", "签约时间=date");
  expect(mistyped.code).not.toBe(0);
  expect(mistyped.err).toContain("The column date, which is to be read as 签约时间, is missing");

  // The same without a server.
  const evaluated = await run("evaluate", ...may, "--contracts", other, ...columns);
  expect(evaluated.out).toContain("1 of 1 contracts evaluated");
  expect((await run("why", "c1", ...may, "--contracts", other, ...columns)).code).toBe(0);
  const compared = await run("what-if", ...may, "--instead", "BJ-2025-06", "--contracts", other, ...columns);
  expect(compared.out).toContain("0 of 1 contracts would earn something else");
  expect((await run("evaluate", ...may, "--contracts", other)).err).toContain("The column 合同ID(_id) is missing");
});

test.each([
  ["without a header", ["--column", "合同ID"], "--column 合同ID does not say which column it is"],
  ["twice", ["--column", "合同ID=a", "--column", "合同ID=b"], "--column says of 合同ID twice what the file calls it."],
])("a column that is named %s is refused", async (_how, columns, message) => {
  const told = await run("evaluate", ...may, "--contracts", "none.csv", ...columns);
  expect(told.code).toBe(2);
  expect(told.err).toContain(message);
  expect(told.err).toContain("like --column 合同编号=contract_no");
});

test("revisions are listed and compared", async () => {
  const listed = await run("revisions", "BJ-2025-05");
  expect(listed.out).toMatch(/^2025-05 \* /m);
  const all = await run("compare", "BJ-2025-05", "2025-05");
  expect(all.code).not.toBe(0);
  expect(all.out).toContain("+campaign: BJ-2025-05");
  expect(await run("compare", "BJ-2025-05", "2025-05", "2025-05")).toMatchObject({
    code: 0,
    out: "Nothing differs.\n",
  });
  expect((await run("compare", "BJ-2025-05", "2031-01")).err).toContain("BJ-2025-05 has no revision 2031-01");
});

test("a row that cannot be taken is listed with what to do", async () => {
  const { code, out } = await run(
    "run",
    ...may,
    "--contracts",
    await file("bad.csv", `${header}\n${line(7, "一万")}\n`),
  );
  expect(code).not.toBe(0);
  expect(out).toContain("1 rows could not be taken: belfry incentive quarantine BJ-2025-05");
  expect((await run("quarantine", "BJ-2025-05")).out).toMatch(/^bad\.csv +2 +c7 +合同金额.*The amount is no number\./m);
  const none = await run("run", ...may, "--contracts", join(own.dataDir, "nothing.csv"));
  expect(none.err).toContain("nothing.csv is not there.");
});

const gb18030 = Buffer.concat([Buffer.from(`${header}\n`), Buffer.from("63372cb9dcbcd2410a", "hex")]);

test.each([
  [
    "a file in GB18030",
    "run",
    gb18030,
    ["bad.csv cannot be read: It is GB18030 (GBK) and not UTF-8. Row 2", "CSV UTF-8"],
  ],
  [
    "a file that lacks a column",
    "run",
    "合同ID,管家\nc7,管家A\n",
    ["bad.csv row 1", "签约时间(signedDate) is missing", "Add it under this name"],
  ],
  ["a header alone", "run", `${header}\n`, ["bad.csv has a header and no rows."]],
  ["a file in GB18030", "evaluate", gb18030, ["bad.csv cannot be read: It is GB18030", "CSV UTF-8"]],
  ["a file that lacks a column", "evaluate", "合同ID,管家\nc7,管家A\n", ["bad.csv row 1", "Add it under this name"]],
])("%s is refused by %s, and the ledger stays as it is", async (_what, verb, content, said) => {
  const before = await ledger();
  const path = join(own.dataDir, "bad.csv");
  await writeFile(path, content);
  const { code, err } = await run(verb, ...may, "--contracts", path);
  expect(code).not.toBe(0);
  for (const text of said) expect(err).toContain(text);
  expect(await ledger()).toEqual(before);
});

test("a campaign that there is not is named by run and evaluate", async () => {
  const contracts = await file("six.csv", six);
  for (const verb of ["run", "evaluate"]) {
    const { code, err } = await run(verb, "--campaign", "BJ-2031-01", "--contracts", contracts);
    expect(code).not.toBe(0);
    expect(err).toContain("BJ-2031-01");
  }
});

test("each bad row is named with its file, row and remedy", async () => {
  const bad = [
    line(1, 5_000),
    line(11, -5),
    line(12, "1,000"),
    line(1, 7_000),
    `c33,管家A,服务商A,HT-33,5,GD33,2025-07-01`,
  ];
  const before = await ledger();
  const { out } = await run("run", ...may, "--contracts", await file("rows.csv", [header, ...bad].join("\n")));
  expect(out).toContain("4 rows could not be taken");
  const { out: table } = await run("quarantine", "BJ-2025-05");
  expect(table).toMatch(/^rows\.csv +3 +c11 +合同金额.*The amount is negative\. A contract that was withdrawn/m);
  expect(table).toMatch(/^rows\.csv +4 +c12 +The row has 8 values and the header 7\. Put values/m);
  expect(table).toMatch(
    /^rows\.csv +5 +c1 +合同ID.*stands in row 2 already, there with 5,000 yuan and here with 7,000\. Keep the row that is right/m,
  );
  expect(table).toMatch(/^rows\.csv +6 +c33 +签约时间.*is 2025-05-01 – 2025-05-31\. Evaluate it/m);
  expect(await ledger()).toEqual(before);
});

test("a contract is explained, with what was booked and said", async () => {
  const { code, out } = await run("explain", "c6", ...may);
  expect(code).toBe(0);
  expect(out).toMatch(/^HT-6 {2}管家A {2}120,000 yuan {2}number 6 {2}booked$/m);
  expect(out).toMatch(/^\+ .*接好运万元以上/m);
  expect(out).toMatch(/^award: due$/m);
  expect((await run("explain", "c9", ...may)).err).toContain("BJ-2025-05 has no contract c9.");
});

test("the performance list is exported with the columns of older programs", async () => {
  const path = join(own.dataDir, "list.csv");
  expect(await run("export", path, ...may, "--month", "2025-05")).toMatchObject({ code: 0 });
  const [head = "", ...lines] = (await readFile(path, "utf8")).trimEnd().split("\r\n");
  expect(head).toMatch(/^\uFEFF活动编号,合同ID\(_id\),活动城市\(province\)/);
  expect(lines).toHaveLength(6);
  expect(lines[5]).toContain('"接好运万元以上, 优秀奖, 达标奖"');
  await run("export", path, ...may, "--month", "2025-06");
  expect((await readFile(path, "utf8")).trimEnd().split("\r\n")).toHaveLength(1);
});

test("the books of a month are closed, and every total is the sum of entries", async () => {
  const closed = await run("settle", "2025-05", ...may);
  expect(closed.out).toBe("The books of BJ-2025-05 are closed for 2025-05: 6 contracts, 3 awards of 658 yuan.\n");
  expect((await run("settle", "2025-05", ...may)).err).toContain("closed");
  // What they came to is written once they are closed, however often.
  const book = join(own.dataDir, "may.xlsx");
  const again = await run("settle", "2025-05", ...may, "--export", book);
  expect(again.out).toContain(`awards of 658 yuan.\nWrote ${book}.`);
  expect((await readFile(book)).subarray(0, 2).toString()).toBe("PK");
  const list = join(own.dataDir, "may.csv");
  await run("export", list, ...may, "--month", "2025-05", "--settlement");
  expect((await readFile(list, "utf8")).trimEnd().split("\r\n")).toHaveLength(4);
  expect((await run("export", list, ...may, "--settlement")).err).toContain("--month 2025-05");
  const pdf = await run("export", join(own.dataDir, "may.pdf"), ...may, "--month", "2025-05", "--settlement");
  expect(pdf.err).toContain(".xlsx or .csv");
  expect((await run("settle", "2025-05", ...may, "--reopen")).err).toContain("--reason");
  expect(await run("settle", "2025-05", ...may, "--reopen", "--reason", "漏录")).toMatchObject({ code: 0 });
  const { code, out } = await own.belfry(["audit", "verify"]);
  expect(code).toBe(0);
  expect(out).toContain("BJ-2025-05: its totals are the sum of 9 entries.");
});
