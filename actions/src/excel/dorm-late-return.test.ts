/**
 * The list of late returns of the dormitory office, from the records of the gate to the cells of the workbook, with the
 * golden cases of the system it comes from. What is decided against them: 晚归时间 has no leading blank, and a college
 * whose name has four or fewer characters keeps it.
 */
import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import type { ActionContext, Row } from "@belfry/plugin-kit";
import { createTestActionContext } from "@belfry/testkit";
import { transform } from "../transform/transform.ts";
import { excelWrite } from "./excel-write.ts";

/** The query of the example rule as it is written there: a copy here would prove nothing about the rule. */
const sql = blockOf(
  readFileSync(new URL("../../../examples/dorm-late-return/rule.yaml", import.meta.url), "utf8"),
  "sql",
);

/** A block of text in YAML, `name: |`, by its indentation. */
function blockOf(yaml: string, name: string): string {
  const [, indentation = "", block = ""] = new RegExp(`^( +)${name}: \\|\n((?:\\1 +.*\n|\n)+)`, "m").exec(yaml) ?? [];
  if (indentation === "") throw new Error(`The rule has no ${name}.`);
  return block;
}

const columns = ["userId", "userName", "roomName", "passTimeText", "schoolInstituteName", "grade", "studentType"];

type Dataset = Parameters<ActionContext["datasets"]["path"]>[0];
type Artifact = Parameters<ActionContext["artifacts"]["path"]>[0];

interface Golden {
  readonly buildings: readonly { code: string; display: string }[];
  readonly excel: readonly GoldenCase[];
}

interface GoldenCase {
  readonly id: string;
  readonly description: string;
  readonly input: {
    readonly instituteMap: Readonly<Record<string, string>>;
    readonly recordsByBuilding: Readonly<Record<string, readonly Row[]>>;
  };
  readonly expected: {
    readonly sheetTitle: string;
    readonly rows: readonly (readonly string[])[];
    readonly style: { readonly rowHeight: number | null; readonly columnWidths: Readonly<Record<string, number>> };
  };
}

const golden = JSON.parse(
  readFileSync(new URL("../../../testkit/golden/dorm_late_return.json", import.meta.url), "utf8"),
) as Golden;
const displays = Object.fromEntries(golden.buildings.map(({ code, display }) => [code, { display }]));

/** What is decided against the golden cases, as a rule over their rows. */
function decided(rows: readonly (readonly string[])[]): string[][] {
  return rows.map((row) => [
    row[0]!,
    // Two characters, doubled because each half is the whole name.
    row[1]!.length === 4 && row[1]!.slice(0, 2) === row[1]!.slice(2) ? row[1]!.slice(0, 2) : row[1]!,
    ...row.slice(2, 7),
    row[7]!.trim(),
  ]);
}

async function workbookOf(
  { instituteMap, recordsByBuilding }: GoldenCase["input"],
  sheetName: string,
): Promise<ExcelJS.Worksheet> {
  await using context = await createTestActionContext();
  const union: { rows: Dataset; set: { building: string } }[] = [];
  for (const [building, records] of Object.entries(recordsByBuilding)) {
    const writer = await context.ctx.datasets.create();
    await writer.write(records);
    union.push({ rows: await writer.close(), set: { building } });
  }
  const list = (await context.run(transform, {
    sql,
    tables: {
      entries: { union, columns: ["building", ...columns] },
      colleges: { map: instituteMap },
      buildings: { map: displays },
    },
  })) as { rows: Dataset };
  const workbook = (await context.run(excelWrite, {
    fileName: "滨海校区晚归名单2026.2.15.xlsx",
    sheetName,
    rows: list.rows,
    width: { padding: 2, factor: 2, wideCharacters: 1 },
    style: {
      all: { horizontal: "center", vertical: "center", border: "thin", rowHeight: 24 },
      whenEmpty: "none",
    },
  })) as { file: Artifact };
  const read = new ExcelJS.Workbook();
  await read.xlsx.readFile(await context.ctx.artifacts.path(workbook.file));
  return read.worksheets[0]!;
}

function textsOf(sheet: ExcelJS.Worksheet): unknown[][] {
  const rows: unknown[][] = [];
  sheet.eachRow((row) => void rows.push(Array.from({ length: 8 }, (_, index) => row.getCell(index + 1).value ?? "")));
  return rows;
}

function record(more: Row): Row {
  return {
    userId: "2024000001",
    userName: "学生01",
    roomName: "301",
    passTimeText: "2026-02-15 23:35:10",
    schoolInstituteName: "理学院",
    grade: "2024",
    studentType: "本科生",
    ...more,
  };
}

async function rowsOf(...records: readonly Row[]): Promise<unknown[][]> {
  return textsOf(
    await workbookOf({ instituteMap: { 马克思主义学院: "马院" }, recordsByBuilding: { 4: records } }, "4"),
  ).slice(1);
}

describe("the late-return workbook", () => {
  test.each(golden.excel.map((entry) => [entry.id, entry.description, entry] as const))(
    "%s: %s",
    async (_id, _description, { input, expected }) => {
      const sheet = await workbookOf(input, expected.sheetTitle);
      const rows = decided(expected.rows);
      expect(sheet.name).toBe(expected.sheetTitle);
      expect(textsOf(sheet)).toEqual(rows);

      // 晚归时间 is one character shorter than in the golden case, and 13 means that nothing was set.
      const widths = Object.entries(expected.style.columnWidths).map(([column, width]) =>
        width === 13 ? undefined : column === "H" ? width - 2 : width,
      );
      expect(sheet.columns.map((column) => column.width)).toEqual(widths);

      const dressed = expected.style.rowHeight !== null;
      for (let number = 1; number <= rows.length; number += 1) {
        expect(sheet.getRow(number).height).toBe(dressed ? 24 : undefined);
        for (let column = 1; column <= 8; column += 1) {
          const cell = sheet.getCell(number, column);
          expect(cell.type).toBe(ExcelJS.ValueType.String);
          if (!dressed) expect([cell.alignment, cell.border]).toEqual([undefined, undefined]);
          else {
            const edge = { style: "thin", color: { argb: "FF000000" } };
            expect(cell.alignment).toEqual({ horizontal: "center", vertical: "middle" });
            expect(cell.border).toEqual({ top: edge, left: edge, bottom: edge, right: edge });
          }
        }
      }
    },
  );

  test("keeps the latest record of a student in a building", async () => {
    const rows = await rowsOf(
      record({}),
      record({ passTimeText: "2026-02-16 00:40:00" }),
      record({ passTimeText: "2026-02-16 00:05:00" }),
    );
    expect(rows).toEqual([["2.16", "理学院", "2024000001", "学生01", "4-301", "2024", "本科", "00:40"]]);
  });

  test("sorts by the college that is shown and then by time, both by character code; equal ones stay as they came", async () => {
    const rows = await rowsOf(
      record({ userId: "1", schoolInstituteName: "马克思主义学院", passTimeText: "2026-02-15 23:30:00" }),
      record({ userId: "2", schoolInstituteName: "理学院", passTimeText: "2026-02-16 00:01:00" }),
      record({ userId: "4", schoolInstituteName: "理学院", passTimeText: "2026-02-15 23:59:00" }),
      record({ userId: "3", schoolInstituteName: "理学院", passTimeText: "2026-02-15 23:59:00" }),
      record({ userId: "5", schoolInstituteName: "Art", passTimeText: "2026-02-16 05:00:00" }),
      record({ userId: "6", schoolInstituteName: "生物工程学院", passTimeText: "2026-02-15 23:20:00" }),
    );
    expect(rows.map((row) => [row[1], row[2]])).toEqual([
      ["Art", "5"],
      ["理学院", "4"],
      ["理学院", "3"],
      ["理学院", "2"],
      ["生物学院", "6"],
      ["马院", "1"],
    ]);
  });

  test("shows other kinds of students as they are, nothing as 本科, and missing fields as nothing", async () => {
    const rows = await rowsOf(
      record({ userId: "1", studentType: "研究生" }),
      record({ userId: "2", studentType: "留学生" }),
      record({ userId: "3", studentType: "" }),
      { userId: "4", passTimeText: "2026-02-15 23:35:10", userName: null },
    );
    expect(rows.map((row) => row[6])).toEqual(["本科", "研究生", "留学生", "本科"]);
    expect(rows[0]).toEqual(["2.15", "", "4", "", "4-", "", "本科", "23:35"]);
  });
});
