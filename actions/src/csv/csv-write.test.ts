import { readFile } from "node:fs/promises";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import type { ActionContext } from "@belfry/plugin-kit";
import { createTestActionContext, type TestActionContext } from "@belfry/testkit";
import { csvRead } from "./csv-read.ts";
import { csvWrite } from "./csv-write.ts";

type DatasetRef = Parameters<ActionContext["datasets"]["path"]>[0];

interface Output {
  file: Parameters<ActionContext["artifacts"]["path"]>[0];
  rows: number;
  guarded: number;
}

async function write(context: TestActionContext, input: Record<string, unknown>) {
  const output = (await context.run(csvWrite, { fileName: "名单", ...input })) as Output;
  return { output, bytes: await readFile(await context.ctx.artifacts.path(output.file)) };
}

describe("csv.write", () => {
  test("writes UTF-8 with a byte order mark, so that Excel opens it right", async () => {
    await using context = await createTestActionContext();
    const { output, bytes } = await write(context, { rows: [{ 学号: "007", 姓名: 'a "b", c' }] });
    expect(bytes.toString("utf8")).toBe('\uFEFF学号,姓名\r\n007,"a ""b"", c"\r\n');
    expect(output).toMatchObject({ rows: 1, guarded: 0, file: { name: "名单.csv", mediaType: "text/csv" } });
  });

  test.each([
    ["utf-8", "a\r\n学\r\n"],
    ["gb18030", "a\r\n学\r\n"],
  ])("writes %s without a mark", async (encoding, expected) => {
    await using context = await createTestActionContext();
    const { bytes } = await write(context, { rows: [{ a: "学" }], encoding });
    expect(iconv.decode(bytes, encoding, { stripBOM: false })).toBe(expected);
  });

  test("takes the columns, their order, their headers and the delimiter from the rule", async () => {
    await using context = await createTestActionContext();
    const { bytes } = await write(context, {
      rows: [{ a: 1, b: null, c: true, d: { x: 1 } }],
      columns: ["c", { field: "a", header: "甲" }, "b", "d", "missing"],
      delimiter: ";",
      encoding: "utf-8",
    });
    expect(bytes.toString()).toBe('c;甲;b;d;missing\r\ntrue;1;;"{""x"":1}";\r\n');
  });

  test("leaves the header out when asked, and writes only the header when there are no rows", async () => {
    await using context = await createTestActionContext();
    expect((await write(context, { rows: [{ a: 1 }], header: false, encoding: "utf-8" })).bytes.toString()).toBe(
      "1\r\n",
    );
    await using other = await createTestActionContext();
    expect((await write(other, { rows: [], columns: ["a"] })).bytes.toString()).toBe("\uFEFFa\r\n");
  });

  test.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1"])("disarms %j", async (text) => {
    await using context = await createTestActionContext();
    const { output } = await write(context, { rows: [{ a: text }] });
    expect(output.guarded).toBe(1);
    const read = (await context.run(csvRead, { file: output.file })) as { rows: DatasetRef };
    expect(await context.rowsOf(read.rows)).toEqual([{ a: `'${text}` }]);
  });

  test.each([-5, "-12.50", "+3%", "1,000", "2026-02-16"])("leaves %j as it is", async (value) => {
    await using context = await createTestActionContext();
    const { output, bytes } = await write(context, { rows: [{ a: value }], delimiter: ";", encoding: "utf-8" });
    expect(output.guarded).toBe(0);
    expect(bytes.toString()).toBe(`a\r\n${value}\r\n`);
  });

  test("leaves formulas alone when the guard is switched off", async () => {
    await using context = await createTestActionContext();
    const { bytes } = await write(context, { rows: [{ a: "=1+1" }], guardFormulas: false, encoding: "utf-8" });
    expect(bytes.toString()).toBe("a\r\n=1+1\r\n");
  });

  test("streams a dataset of many rows, and gives back what was written", async () => {
    await using context = await createTestActionContext();
    const writer = await context.ctx.datasets.create();
    const rows = Array.from({ length: 3000 }, (_, n) => ({ n: String(n), text: `第${n}行,"引号"\n` }));
    await writer.write(rows);
    const { output } = await write(context, { rows: await writer.close(), encoding: "gb18030" });
    const read = (await context.run(csvRead, { file: output.file })) as { rows: DatasetRef; encoding: string };
    expect(read.encoding).toBe("gb18030");
    expect(await context.rowsOf(read.rows)).toEqual(rows);
  });
});
