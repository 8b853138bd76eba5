/** Incentives on the command line, all of it without a server: what contracts earn, why, and what is said of mistakes. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
});
afterAll(() => own[Symbol.asyncDispose]());

const run = (...args: string[]) => own.belfry(["incentive", ...args], { columns: 400 });

const evaluateMay = (path: string) => run("evaluate", "--campaign", "BJ-2025-05", "--contracts", path);

async function file(name: string, content: string): Promise<string> {
  const path = join(own.dataDir, name);
  await writeFile(path, content);
  return path;
}

const header =
  "合同ID(_id),管家(serviceHousekeeper),服务商(orgName),合同编号(contractdocNum),合同金额(adjustRefundMoney),工单编号(serviceAppointmentNum),签约时间(signedDate)";
const line = (n: number, amount: string | number) => `c${n},管家A,服务商A,HT-${n},${amount},GD${n},2025-05-${10 + n}`;
const six = [header, ...[1, 2, 3, 4, 5].map((n) => line(n, 5_000)), line(6, 120_000)].join("\n");

test("contracts of a file are evaluated, and a table says who earned what", async () => {
  const contracts = await file("six.csv", six);
  const { code, out } = await run("evaluate", "--campaign", "BJ-2025-05@2025-05", "--contracts", contracts);
  expect(code).toBe(0);
  expect(out).toContain("BJ-2025-05@2025-05: 6 of 6 contracts evaluated.\n3 awards, 658 yuan.\n");
  expect(out).toMatch(/^幸运数字 +接好运万元以上 +1 +58$/m);
  expect(out).toMatch(/^管家A +6 +145,000 +125,000 +3 +658 +距离 精英奖 还需 35,000 元$/m);
});

test("programs get every row and award, and what was put aside", async () => {
  const contracts = await file("bad.csv", `${six}\n${line(7, "一万")}\n`);
  const result = await own.json([
    "incentive",
    "evaluate",
    "--campaign",
    "BJ-2025-05@2025-05",
    "--contracts",
    contracts,
  ]);
  expect(result).toMatchObject({
    campaign: "BJ-2025-05@2025-05",
    contracts: { read: 7, evaluated: 6, known: 0, otherSourceType: 0, quarantined: 1 },
    rewardsFen: 65_800,
    quarantine: [
      { row: 8, column: "合同金额(adjustRefundMoney)", value: "一万", contractId: "c7", code: "notANumber" },
    ],
  });
  expect(result["rows"]).toHaveLength(6);
  expect((result["rewards"] as { name: string }[]).map(({ name }) => name)).toEqual([
    "接好运万元以上",
    "优秀奖",
    "达标奖",
  ]);
});

test("a state goes on where the last run ended, and the same file again gives nothing", async () => {
  const state = join(own.dataDir, "state.json");
  const args = ["evaluate", "--campaign", "BJ-2025-05@2025-05", "--state", state, "--contracts"];
  const some = await file("some.csv", [header, line(1, 5_000)].join("\n"));
  const all = await file("six.csv", six);
  expect((await run(...args, some)).out).toContain("1 of 1 contracts evaluated.");
  expect((await run(...args, all)).out).toContain("5 of 6 contracts evaluated (1 known before).\n3 awards, 658 yuan.");
  const left = await readFile(state, "utf8");
  expect((await run(...args, all)).out).toContain("0 of 6 contracts evaluated (6 known before).\n0 awards, 0 yuan.");
  expect(await readFile(state, "utf8")).toBe(left);
});

test("a run that fails leaves the state as it was", async () => {
  const state = await file("kept.json", "{}");
  const contracts = await file("six.csv", six);
  const broken = await run("evaluate", "--campaign", "BJ-2025-05", "--contracts", contracts, "--state", state);
  expect(broken).toMatchObject({ code: 5, err: expect.stringContaining("INCENTIVE_STATE_INVALID") as string });
  expect(await readFile(state, "utf8")).toBe("{}");
  const text = await file("kept.json", "no json");
  expect(await run("evaluate", "--campaign", "BJ-2025-05", "--contracts", contracts, "--state", text)).toMatchObject({
    code: 5,
    err: expect.stringContaining("holds no JSON") as string,
  });
});

test("a campaign that is not there is an error that lists those that are", async () => {
  const contracts = await file("six.csv", six);
  const { code, err } = await run("evaluate", "--campaign", "BJ-2031-01", "--contracts", contracts);
  expect(code).toBe(4);
  expect(err).toContain("BJ-2031-01 is not there. There are BJ-2024-11@2024-11, BJ-2025-02@2025-02");
  expect(
    (await run("evaluate", "--campaign", "BJ-2025-05", "--revision", "9", "--contracts", contracts)).err,
  ).toContain("BJ-2025-05@9 is not there. There are BJ-2025-05@2025-05, BJ-2025-05@2025-08.");
});

test("a file that is not there, has another encoding or lacks a column says so", async () => {
  expect(await evaluateMay("/nowhere/none.csv")).toMatchObject({
    code: 5,
    err: expect.stringContaining("none.csv is not there.") as string,
  });
  const lacking = await evaluateMay(await file("lacking.csv", "_id,serviceHousekeeper\n"));
  expect(lacking.code).toBe(5);
  expect(lacking.err).toContain("lacking.csv row 1: The column 合同金额(adjustRefundMoney) is missing");
});

test("campaign files of one's own are read from a folder, and what is wrong in them has its line", async () => {
  const path = join(own.dataDir, "BJ-2026-07@1.yaml");
  const text = `campaign: BJ-2026-07\nrevision: "1"\nname: July\ncity: 北京\nperiod: { from: 2026-07-01 }\nperson: 管家\ntiers: { minContracts: 1, levels: [{ award: 达标奖, from: 1 }] }\nmessages: { group: "{{ name }}" }\n`;
  await writeFile(path, text);
  expect((await run("campaigns", "--campaigns", own.dataDir)).out).toMatch(/^BJ-2026-07@1 +北京 +2026-07-01 +July$/m);
  await writeFile(path, `${text}awards: {}\n`);
  const wrong = await run("campaigns", "--campaigns", own.dataDir);
  expect(wrong.code).toBe(5);
  expect(wrong.err).toContain("BJ-2026-07@1.yaml:7:45 tiers.levels[0].award: 达标奖 can be earned and has no amount.");
  expect((await own.json(["incentive", "campaigns"]))["items"]).toHaveLength(24);
});

test("why says of each rule what came of it, and of a contract that was put aside why", async () => {
  const contracts = await file("bad.csv", `${six}\n${line(7, "一万")}\n`);
  const why = (id: string) => run("why", id, "--campaign", "BJ-2025-05@2025-05", "--contracts", contracts);
  expect((await why("c6")).out).toMatch(/^\+ .*so it is lucky; with 120,000 yuan it earns 接好运万元以上\.$/m);
  expect((await why("c1")).out).toMatch(/^- .*so it is not lucky\.$/m);
  expect(await why("c7")).toMatchObject({ code: 4, err: expect.stringContaining("Row 8 was put aside") as string });
});

test("what-if lists the contracts that would earn something else", async () => {
  const contracts = await file("six.csv", six);
  const rules = ["--campaign", "BJ-2025-05@2025-05", "--instead", "BJ-2025-06"];
  const { code, out } = await run("what-if", ...rules, "--contracts", contracts);
  expect(code).toBe(0);
  expect(out).toContain("1 of 6 contracts would earn something else.");
  expect(out).toMatch(/^c6 +管家A +接好运万元以上, 优秀奖, 达标奖 +优秀奖, 达标奖 +-58$/m);
});
