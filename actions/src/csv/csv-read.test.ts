import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { createTestActionContext, type TestActionContext } from "@belfry/testkit";
import { csvRead } from "./csv-read.ts";

interface Output {
  rows: Parameters<TestActionContext["rowsOf"]>[0];
  count: number;
  skipped: number;
  badRows: { line: number; reason: string; sample: string }[];
  encoding: string;
  delimiter: string;
}

async function readFile(context: TestActionContext, content: Uint8Array, options: Record<string, unknown> = {}) {
  const file = await context.ctx.artifacts.put(content, { name: "a.csv", mediaType: "text/csv" });
  return (await context.run(csvRead, { file, ...options })) as Output;
}

async function readText(context: TestActionContext, text: string, options: Record<string, unknown> = {}) {
  return (await context.run(csvRead, { text, ...options })) as Output;
}

describe("csv.read", () => {
  test.each([
    ["utf-8", Buffer.from("学号,姓名\n007,学生甲\n")],
    ["utf-8", Buffer.from("\uFEFF学号,姓名\r\n007,学生甲\r\n")],
    ["gb18030", iconv.encode("学号,姓名\n007,学生甲\n", "gb18030")],
    ["utf-16le", iconv.encode("学号,姓名\n007,学生甲\n", "utf-16le", { addBOM: true })],
  ])("finds out that a file is %s", async (encoding, content) => {
    await using context = await createTestActionContext();
    const output = await readFile(context, content);
    expect(output).toMatchObject({ encoding, count: 1, skipped: 0, rows: { columns: ["学号", "姓名"] } });
    expect(await context.rowsOf(output.rows)).toEqual([{ 学号: "007", 姓名: "学生甲" }]);
  });

  test("looks at the whole file before it says that it is UTF-8", async () => {
    await using context = await createTestActionContext();
    const ascii = "name,city\n" + "abc,def\n".repeat(50_000);
    const output = await readFile(context, Buffer.concat([Buffer.from(ascii), iconv.encode("学生,天津\n", "gb18030")]));
    expect(output).toMatchObject({ encoding: "gb18030", count: 50_001 });
    expect((await context.rowsOf(output.rows)).at(-1)).toEqual({ name: "学生", city: "天津" });
  });

  test.each([
    [",", "a,b\n1,2"],
    [";", "a;b\n1;2"],
    ["\t", "a\tb\n1\t2"],
    [";", '"x,y,z";b\n1;2'],
    [",", "a\n1"],
  ])("finds out that the delimiter is %j in %j", async (delimiter, text) => {
    await using context = await createTestActionContext();
    expect(await readText(context, text)).toMatchObject({ delimiter, count: 1 });
  });

  test("reads quoted values with delimiters, quotes and line breaks", async () => {
    await using context = await createTestActionContext();
    const { rows } = await readText(context, 'a,b\n"x, ""y""","line 1\nline 2"\n');
    expect(await context.rowsOf(rows)).toEqual([{ a: 'x, "y"', b: "line 1\nline 2" }]);
  });

  test("names columns that the header leaves empty or names twice", async () => {
    await using context = await createTestActionContext();
    expect(await readText(context, "备注,,备注,\n1,2,3,4")).toMatchObject({
      rows: { columns: ["备注", "column2", "备注_2", "column4"] },
    });
  });

  test("takes names instead of a header, and counts the columns where there are neither", async () => {
    await using context = await createTestActionContext();
    const named = await readText(context, "1,2\n3,4", { header: false, columns: ["a", "b"] });
    expect(await context.rowsOf(named.rows)).toEqual([
      { a: "1", b: "2" },
      { a: "3", b: "4" },
    ]);
    expect(await readText(context, "1,2\n3,4", { header: false })).toMatchObject({
      count: 2,
      rows: { columns: ["column1", "column2"] },
    });
    expect(await readText(context, "x,y\n3,4", { columns: ["a", "b"] })).toMatchObject({
      count: 1,
      rows: { columns: ["a", "b"] },
    });
  });

  test("fails at a row with another number of values and names its line", async () => {
    await using context = await createTestActionContext();
    await expect(readText(context, "a,b\n1,2\n\n3\n")).rejects.toMatchObject({
      code: "CSV_BAD_ROW",
      message: expect.stringContaining("Line 4 of the CSV is wrong: 2 values are expected and 1 are there"),
    });
  });

  test("leaves bad rows out when asked, and says how many and which", async () => {
    await using context = await createTestActionContext();
    const output = await readText(context, "a,b\n1,2\n3\n4,5,6\n7,8\n", { onBadRow: "skip" });
    expect(output).toMatchObject({ count: 2, skipped: 2 });
    expect(output.badRows).toEqual([
      { line: 3, reason: "2 values are expected and 1 are there", sample: "3" },
      { line: 4, reason: "2 values are expected and 3 are there", sample: "4 | 5 | 6" },
    ]);
    expect(context.logs).toHaveLength(1);
  });

  test("never skips the rest of a file behind a quote that is not closed", async () => {
    await using context = await createTestActionContext();
    await expect(readText(context, 'a,b\n1,2\n3,"4\n5,6\n', { onBadRow: "skip" })).rejects.toMatchObject({
      code: "CSV_INVALID",
      message: expect.stringContaining("After line 2"),
    });
  });

  test.each([
    ["", []],
    ["a,b\n", ["a", "b"]],
  ])("reads %j as no rows", async (text, columns) => {
    await using context = await createTestActionContext();
    const output = await readText(context, text);
    expect(output).toMatchObject({ count: 0, rows: { columns } });
    expect(await context.rowsOf(output.rows)).toEqual([]);
  });

  test("stops when the execution is cancelled", async () => {
    await using context = await createTestActionContext();
    context.cancel();
    await expect(readText(context, "a\n1")).rejects.toMatchObject({ name: "AbortError" });
  });

  test("wants a file or a text, and not both", async () => {
    await using context = await createTestActionContext();
    await expect(context.run(csvRead, {})).rejects.toMatchObject({ code: "CSV_SOURCE_INVALID" });
    expect(csvRead.check?.({ text: "a", file: "${{ actions.download.file }}" })).toHaveLength(1);
    expect(csvRead.check?.({ file: "${{ actions.download.file }}" })).toEqual([]);
  });
});
