/** Where Belfry decides otherwise than the original programs: one table, by rule and never by case. */
import { notificationPrecedence } from "./notification/precedence.ts";
import { serviceJobsPrecedence } from "./service-jobs/precedence.ts";
import type { Precedence } from "./suite.ts";
import { tasksPrecedence } from "./tasks/precedence.ts";

interface ExcelInput {
  readonly instituteMap: Readonly<Record<string, string>>;
  readonly recordsByBuilding: Readonly<Record<string, readonly RawRecord[]>>;
}
interface RawRecord {
  readonly userId: string;
  readonly passTimeText: string;
  readonly schoolInstituteName: string | null;
}
interface ExcelExpected {
  readonly file: string;
  readonly sheetTitle: string;
  readonly rows: readonly (readonly string[])[];
  readonly style: {
    readonly columnWidths: Readonly<Record<string, number | null>>;
    readonly horizontal: string | null;
  };
}

const COLLEGE = 1;
const STUDENT = 2;
const TIME = 7;
/** What the original's library reads back where no width is set. */
const WIDTH_NOT_SET = 13;

export const precedence: readonly Precedence[] = [
  {
    suite: "dorm_late_return.json#excel",
    reason: "files are artifacts with a name; the folder of the original has no meaning",
    transform: (_input, expected) => {
      const excel = expected as ExcelExpected;
      return { ...excel, file: excel.file.split("/").at(-1) };
    },
  },
  {
    suite: "dorm_late_return.json#excel",
    reason: "a width of 13 means that none is set",
    transform: (_input, expected) =>
      withWidths(expected as ExcelExpected, (width) => (width === WIDTH_NOT_SET ? null : width)),
  },
  {
    suite: "dorm_late_return.json#excel",
    reason: "the leading blank in 晚归时间 is not kept; its column width follows",
    transform: (_input, expected) => {
      const excel = expected as ExcelExpected;
      return refit({
        ...excel,
        rows: excel.rows.map((row) => row.map((cell, i) => (i === TIME ? cell.trimStart() : cell))),
      });
    },
  },
  {
    suite: "dorm_late_return.json#excel",
    reason: "college names of four or fewer characters stay as they are; order and width follow",
    transform: (input, expected) => {
      const excel = expected as ExcelExpected;
      const { instituteMap, recordsByBuilding } = input as ExcelInput;
      const records = Object.values(recordsByBuilding).flat();
      const raw = new Map(records.map((record) => [record.userId, record]));
      const [header, ...body] = excel.rows;
      const kept = body.map((row) => {
        const name = raw.get(row[STUDENT] ?? "")?.schoolInstituteName ?? "";
        const stays = Array.from(name).length <= 4 && instituteMap[name] === undefined;
        return stays ? row.map((cell, i) => (i === COLLEGE ? name : cell)) : row;
      });
      if (kept.every((row, i) => row === body[i] || row[COLLEGE] === body[i]?.[COLLEGE])) return expected;
      const keyOf = (row: readonly string[]) => [row[COLLEGE] ?? "", fullTime(records, row)] as const;
      const sorted = kept.toSorted((a, b) => compare(keyOf(a), keyOf(b)));
      return refit({ ...excel, rows: header === undefined ? sorted : [header, ...sorted] });
    },
  },
  {
    suite: "dorm_late_return.json#emails",
    reason: "the subject is the one of the requirement: {prefix}{username} - {date}",
    transform: (_input, expected) => ({
      subject: (expected as { expectedSeed: { subject: string } }).expectedSeed.subject,
    }),
  },
  ...notificationPrecedence,
  ...serviceJobsPrecedence,
  ...tasksPrecedence,
];

/** The full time of a row's entry: the latest of that student at that minute. */
function fullTime(records: readonly RawRecord[], row: readonly string[]): string {
  const times = records
    .filter(
      (record) => record.userId === row[STUDENT] && record.passTimeText.slice(11, 16) === (row[TIME] ?? "").trim(),
    )
    .map((record) => record.passTimeText);
  return times.toSorted().at(-1) ?? "";
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [i, left] of a.entries()) {
    const right = b[i] ?? "";
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Column widths as the original computes them, for sheets that have any. */
function refit(excel: ExcelExpected): ExcelExpected {
  if (excel.style.horizontal === null) return excel;
  return withWidths(excel, (_width, column) => {
    const longest = Math.max(...excel.rows.map((row) => Array.from(row[column] ?? "").length));
    return (longest + 2) * 2;
  });
}

function withWidths(
  excel: ExcelExpected,
  change: (width: number | null, column: number) => number | null,
): ExcelExpected {
  const columnWidths = Object.fromEntries(
    Object.entries(excel.style.columnWidths).map(([letter, width]) => [
      letter,
      change(width, letter.charCodeAt(0) - 65),
    ]),
  );
  return { ...excel, style: { ...excel.style, columnWidths } };
}
