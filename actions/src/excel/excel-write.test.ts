import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import type { ActionContext } from "@belfry/plugin-kit";
import { createTestActionContext, type TestActionContext } from "@belfry/testkit";
import { excelWrite } from "./excel-write.ts";

interface Output {
  file: Parameters<ActionContext["artifacts"]["path"]>[0];
  sheets: { name: string; rows: number }[];
}

/** Writes a workbook and reads it back with another library. */
async function write(context: TestActionContext, input: Record<string, unknown>) {
  const output = (await context.run(excelWrite, { fileName: "名单.xlsx", ...input })) as Output;
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(await context.ctx.artifacts.path(output.file));
  const sheet = (index = 0) => workbook.worksheets[index]!;
  return { output, workbook, sheet };
}

function valuesOf(sheet: ExcelJS.Worksheet): unknown[][] {
  const rows: unknown[][] = [];
  sheet.eachRow({ includeEmpty: true }, (row) => void rows.push((row.values as unknown[]).slice(1)));
  return rows;
}

describe("excel.write", () => {
  test("writes a dataset with the names of its fields as header", async () => {
    await using context = await createTestActionContext();
    const writer = await context.ctx.datasets.create();
    await writer.write([
      { 学号: "2024000001", 人数: 3, 本科: true },
      { 学号: "007", 人数: null, 本科: false },
    ]);
    const { output, sheet } = await write(context, { rows: await writer.close() });
    expect(output).toMatchObject({ sheets: [{ name: "Sheet1", rows: 2 }], file: { name: "名单.xlsx" } });
    expect(valuesOf(sheet())).toEqual([
      ["学号", "人数", "本科"],
      ["2024000001", 3, true],
      ["007", undefined, false],
    ]);
  });

  test("leaves texts texts: no formula, no link, no number is made of them", async () => {
    await using context = await createTestActionContext();
    const texts = ['=HYPERLINK("http://x")', "+1", "@a", "0012", "1e5", "_x0041_", "<b>&</b>", " a\n b ", "😀𠮷"];
    const { sheet } = await write(context, { rows: texts.map((text) => ({ text })), header: false });
    expect(valuesOf(sheet()).map(([value]) => value)).toEqual(texts);
    for (let row = 1; row <= texts.length; row += 1)
      expect(sheet().getCell(row, 1).type).toBe(ExcelJS.ValueType.String);
  });

  test("writes an object as JSON, and never takes it for a formula", async () => {
    await using context = await createTestActionContext();
    const { sheet } = await write(context, { rows: [{ a: { formula: "1+1" }, b: [1, 2] }], header: false });
    expect(valuesOf(sheet())).toEqual([['{"formula":"1+1"}', "[1,2]"]]);
  });

  test("drops characters that XML does not know, and keeps whole numbers that Excel would round as texts", async () => {
    await using context = await createTestActionContext();
    const { sheet } = await write(context, {
      rows: [{ a: "x\u0000\u0008y\uFFFF", n: 20240000010000000 }],
      header: false,
    });
    expect(valuesOf(sheet())).toEqual([["xy", "20240000010000000"]]);
  });

  test("cuts a text that is too long for a cell, and says so", async () => {
    await using context = await createTestActionContext();
    const { sheet } = await write(context, { rows: [{ a: "长".repeat(40_000) }], header: false });
    expect(String(valuesOf(sheet())[0]![0])).toHaveLength(32_767);
    expect(context.logs).toMatchObject([
      { level: "warn", message: "1 value(s) of the column a were cut to 32767 characters." },
    ]);
  });

  test("reads numbers and dates from texts where the column says so, in the zone of the rule", async () => {
    await using context = await createTestActionContext();
    const rows = [
      { n: " 12.50 ", day: "2026-02-16", at: "2026-02-15T22:00:00Z", wall: "2026-02-16 06:00:05", id: 7 },
      { n: "many", day: "2026-02-30", at: "soon", wall: "", id: "7" },
    ];
    const columns = [
      { field: "n", type: "number", format: "#,##0.00" },
      { field: "day", type: "date" },
      { field: "at", type: "date", format: "yyyy-mm-dd hh:mm" },
      { field: "wall", type: "date", format: "hh:mm:ss" },
      { field: "id", type: "text" },
    ];
    const { sheet } = await write(context, { rows, columns, header: false });
    expect(valuesOf(sheet())).toEqual([
      [12.5, new Date("2026-02-16T00:00:00Z"), new Date("2026-02-16T06:00:00Z"), new Date("2026-02-16T06:00:05Z"), "7"],
      ["many", "2026-02-30", "soon", undefined, "7"],
    ]);
    expect(["A1", "B1", "C1", "D1"].map((cell) => sheet().getCell(cell).numFmt)).toEqual([
      "#,##0.00",
      "yyyy-mm-dd",
      "yyyy-mm-dd hh:mm",
      "hh:mm:ss",
    ]);
    expect(context.logs.map(({ message }) => message)).toEqual([
      "1 value(s) of the column n are no numbers and were written as texts.",
      "1 value(s) of the column day are no dates and were written as texts.",
      "1 value(s) of the column at are no dates and were written as texts.",
    ]);
  });

  test("takes columns, their order, headers and looks from the rule", async () => {
    await using context = await createTestActionContext();
    const { sheet } = await write(context, {
      rows: [{ a: "1", b: "2", c: "3" }],
      columns: ["c", { field: "a", header: "甲", look: { horizontal: "right", wrap: true } }, "missing"],
      style: {
        all: { border: "thin", vertical: "center", rowHeight: 20 },
        header: { font: { bold: true, color: "#ff0000" }, fill: "#DDEEFF", rowHeight: 30, horizontal: "center" },
        body: { border: { line: "dashed", color: "#00FF00" } },
      },
    });
    expect(valuesOf(sheet())).toEqual([
      ["c", "甲", "missing"],
      ["3", "1"],
    ]);
    expect(sheet().getRow(1).height).toBe(30);
    expect(sheet().getRow(2).height).toBe(20);
    expect(sheet().getCell("B1")).toMatchObject({
      font: { bold: true, name: "Calibri", size: 11, color: { argb: "FFFF0000" } },
      fill: { type: "pattern", pattern: "solid", fgColor: { argb: "FFDDEEFF" } },
      alignment: { horizontal: "center", vertical: "middle", wrapText: true },
      border: { top: { style: "thin", color: { argb: "FF000000" } } },
    });
    expect(sheet().getCell("B2")).toMatchObject({
      alignment: { horizontal: "right", vertical: "middle", wrapText: true },
      border: { left: { style: "dashed", color: { argb: "FF00FF00" } } },
    });
    // A cell without a value has its border like the others.
    expect(sheet().getCell("C2")).toMatchObject({ value: null, border: { bottom: { style: "dashed" } } });
  });

  test("fits widths to the longest text, header included", async () => {
    await using context = await createTestActionContext();
    const rows = [
      { a: "2024000001", b: "学生甲", c: "first\nthe second line", d: "x", e: "x", f: "x".repeat(300), g: "😀" },
    ];
    const inCharacters = { padding: 2, factor: 2, wideCharacters: 1 };
    const { sheet } = await write(context, {
      rows,
      width: "auto",
      columns: [
        { field: "a", width: inCharacters },
        { field: "b", header: "姓名姓名", width: inCharacters },
        "c",
        "b",
        { field: "d", width: 33 },
        { field: "f", width: { max: 60 } },
        "f",
        { field: "g", width: inCharacters },
      ],
    });
    expect(sheet().columns.map((column) => column.width)).toEqual([24, 12, 17, 8, 33, 60, 255, 6]);
  });

  test("leaves a sheet without rows plain when asked, and dressed otherwise", async () => {
    await using context = await createTestActionContext();
    const dressed = { rows: [], columns: ["学院", "学号"], width: "auto" };
    const style = { all: { border: "thin", rowHeight: 24 } };
    const { sheet } = await write(context, {
      sheets: [
        { ...dressed, sheetName: "plain", style: { ...style, whenEmpty: "none" } },
        { ...dressed, sheetName: "dressed", style },
      ],
    });
    expect(valuesOf(sheet(0))).toEqual([["学院", "学号"]]);
    expect(sheet(0).getCell("A1").border).toBeUndefined();
    expect(sheet(0).getRow(1).height).toBeUndefined();
    expect(sheet(0).getColumn(1).width).toBeUndefined();
    expect(sheet(1).getCell("A1").border).toMatchObject({ top: { style: "thin" } });
    expect(sheet(1).getRow(1).height).toBe(24);
    expect(sheet(1).getColumn(1).width).toBe(6);
  });

  test("puts merged titles above the header, freezes what is above the rows and adds filters", async () => {
    await using context = await createTestActionContext();
    const { sheet } = await write(context, {
      rows: [
        { a: "1", b: "2" },
        { a: "3", b: "4" },
      ],
      titles: ["晚归名单", { text: "2026.2.15", look: { rowHeight: 40, font: { size: 16 } } }],
      style: { titles: { horizontal: "center", font: { bold: true } } },
      freeze: "header",
      autoFilter: true,
    });
    expect(valuesOf(sheet())).toEqual([
      ["晚归名单", "晚归名单"],
      ["2026.2.15", "2026.2.15"],
      ["a", "b"],
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(sheet().model.merges).toEqual(["A1:B1", "A2:B2"]);
    expect(sheet().getCell("A2")).toMatchObject({
      font: { bold: true, size: 16 },
      alignment: { horizontal: "center" },
    });
    expect(sheet().getRow(2).height).toBe(40);
    expect(sheet().views).toMatchObject([{ state: "frozen", ySplit: 3 }]);
    expect(sheet().autoFilter).toBe("A3:B5");
  });

  test("freezes rows and columns by number", async () => {
    await using context = await createTestActionContext();
    const { sheet } = await write(context, { rows: [{ a: "1", b: "2" }], freeze: { columns: 1 } });
    expect(sheet().views).toMatchObject([{ state: "frozen", xSplit: 1, ySplit: 0 }]);
  });

  test("colours cells or whole rows by a value", async () => {
    await using context = await createTestActionContext();
    const { sheet } = await write(context, {
      rows: [
        { name: "a", score: "59.5" },
        { name: "b", score: 60 },
        { name: "c", score: null },
      ],
      header: false,
      highlight: [
        { field: "score", is: "<", value: 60, fill: "#FF0000" },
        { field: "score", is: "empty", scope: "row", font: { italic: true } },
      ],
    });
    const fillOf = (cell: string) => (sheet().getCell(cell).fill as ExcelJS.FillPattern | undefined)?.fgColor?.argb;
    expect([fillOf("A1"), fillOf("B1"), fillOf("B2"), fillOf("B3")]).toEqual([
      undefined,
      "FFFF0000",
      undefined,
      undefined,
    ]);
    expect([
      sheet().getCell("A1").font?.italic,
      sheet().getCell("A3").font?.italic,
      sheet().getCell("B3").font?.italic,
    ]).toEqual([undefined, true, true]);
  });

  test("writes several sheets", async () => {
    await using context = await createTestActionContext();
    const { output, workbook, sheet } = await write(context, {
      sheets: [
        { sheetName: "1至12B栋(14栋)", rows: [{ a: 1 }] },
        { sheetName: "空", rows: [] },
        { sheetName: "第三", rows: [{ b: 2 }, { c: 3 }] },
      ],
    });
    expect(output.sheets).toEqual([
      { name: "1至12B栋(14栋)", rows: 1 },
      { name: "空", rows: 0 },
      { name: "第三", rows: 2 },
    ]);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(["1至12B栋(14栋)", "空", "第三"]);
    expect(valuesOf(sheet(2))).toEqual([["b", "c"], [2], [undefined, 3]]);
  });

  test.each([
    ["", "it is empty"],
    ["x".repeat(32), "32 characters"],
    ["11/12", 'it contains "/"'],
    ["a[1]", 'it contains "["'],
    ["'a'", "apostrophe"],
    ["History", "keeps it for itself"],
  ])("refuses the sheet name %j", async (sheetName, message) => {
    await using context = await createTestActionContext();
    await expect(context.run(excelWrite, { fileName: "a", sheetName, rows: [] })).rejects.toMatchObject({
      code: "SHEET_NAME_INVALID",
      failureClass: "config",
      message: expect.stringContaining(message),
    });
  });

  test("refuses two sheets of one name", async () => {
    await using context = await createTestActionContext();
    const sheets = [
      { sheetName: "A", rows: [] },
      { sheetName: "a", rows: [] },
    ];
    await expect(context.run(excelWrite, { fileName: "a", sheets })).rejects.toMatchObject({
      code: "SHEET_NAME_INVALID",
    });
  });

  test.each([
    ["a/../b.xlsx", "a_.._b.xlsx"],
    ["滨海校区晚归名单2026.2.15", "滨海校区晚归名单2026.2.15.xlsx"],
  ])("names the file %j %j", async (fileName, name) => {
    await using context = await createTestActionContext();
    expect((await write(context, { fileName, rows: [{ a: 1 }] })).output.file.name).toBe(name);
  });

  test("refuses more rows than a sheet holds before it writes one", async () => {
    await using context = await createTestActionContext();
    const rows = { $dataset: "20260216-aaaaaaaaaaaaaaaaaaaa", rows: 1_048_576, columns: ["a"] };
    await expect(context.run(excelWrite, { fileName: "a", rows })).rejects.toMatchObject({ code: "SHEET_TOO_LONG" });
  });

  test("keeps the loop free while it writes, and tells how far it is", async () => {
    await using context = await createTestActionContext();
    const writer = await context.ctx.datasets.create();
    const row = Object.fromEntries(Array.from({ length: 3 }, (_, n) => [`c${n}`, "某个文字"]));
    await writer.write(Array.from({ length: 5000 }, () => row));
    const rows = await writer.close();
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    await write(context, { rows });
    clearInterval(counting);
    expect(turns).toBeGreaterThan(50);
    expect(context.progress).toContainEqual([5000, undefined]);
  });

  test("ends its thread when the execution is cancelled", async () => {
    await using context = await createTestActionContext();
    const running = context.run(excelWrite, { fileName: "a", rows: [{ a: 1 }] });
    setImmediate(() => context.cancel());
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
  });

  test("wants one sheet or several, and not both", () => {
    expect(excelWrite.check?.({ fileName: "a", rows: "${{ actions.query.rows }}" })).toEqual([]);
    expect(excelWrite.check?.({ fileName: "a", sheets: [] })).toEqual([]);
    expect(excelWrite.check?.({ fileName: "a", sheets: [], rows: [], freeze: "header" })).toMatchObject([
      { path: "rows" },
      { path: "freeze" },
    ]);
    expect(excelWrite.check?.({ fileName: "a" })).toMatchObject([{ path: "rows" }]);
  });
});
