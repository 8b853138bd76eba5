import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { continuedName } from "./continued-name.ts";
import type { SheetPlan, WorkbookPlan } from "./workbook-plan.ts";
import { writeWorkbook } from "./write-workbook.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "belfry-workbook-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function planOf(sheet: Partial<SheetPlan>): WorkbookPlan {
  return {
    path: join(folder, "a.xlsx"),
    created: new Date("2026-02-16T06:00:00Z"),
    timeZone: "Asia/Shanghai",
    // A real sheet holds a million rows, which would take a minute.
    rowsPerSheet: 5,
    sheets: [
      {
        name: "名单",
        rows: [],
        columns: [{ field: "n", header: "n", type: "auto", format: undefined, width: undefined, look: undefined }],
        titles: [{ text: "标题", look: {} }],
        header: true,
        style: {},
        frozen: undefined,
        autoFilter: true,
        highlight: [],
        ...sheet,
      },
    ],
  };
}

test("goes on in another sheet, with titles, header and filter of its own, when one is full", async () => {
  const plan = planOf({ rows: Array.from({ length: 7 }, (_, n) => ({ n })) });
  const { sheets } = await writeWorkbook(plan, () => undefined);
  expect(sheets).toEqual([
    { name: "名单", rows: 3 },
    { name: "名单 (2)", rows: 3 },
    { name: "名单 (3)", rows: 1 },
  ]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(plan.path);
  const columns = workbook.worksheets.map((sheet) => (sheet.getColumn(1).values as unknown[]).slice(1));
  expect(columns).toEqual([
    ["标题", "n", 0, 1, 2],
    ["标题", "n", 3, 4, 5],
    ["标题", "n", 6],
  ]);
  expect(workbook.worksheets.map((sheet) => sheet.autoFilter)).toEqual(["A2:A5", "A2:A5", "A2:A3"]);
  expect(workbook.created).toEqual(new Date("2026-02-16T06:00:00Z"));
});

test("fills a sheet exactly without beginning another", async () => {
  const { sheets } = await writeWorkbook(planOf({ rows: [{ n: 1 }, { n: 2 }, { n: 3 }] }), () => undefined);
  expect(sheets).toEqual([{ name: "名单", rows: 3 }]);
});

test("shortens the name of a continued sheet to what Excel allows", () => {
  expect(continuedName("x".repeat(31), 12)).toBe(`${"x".repeat(26)} (12)`);
});
