import type { Row } from "@belfry/plugin-kit";
import { cellValue, type CellValueOptions } from "./cell-value.ts";
import type { AutoWidth, ColumnPlan } from "./workbook-plan.ts";

/** Excel refuses wider columns. */
const widest = 255;

/**
 * The width of each column, and how many rows there are. Widths stand before the rows in the file, so columns that fit
 * their texts need all rows to be looked at once before the first is written.
 */
export async function measureColumns(
  columns: readonly ColumnPlan[],
  rows: AsyncIterable<Row>,
  options: Omit<CellValueOptions, "column">,
): Promise<{ widths: (number | undefined)[]; rows: number }> {
  const automatic = columns.flatMap((column) =>
    typeof column.width === "object" ? [{ column, width: column.width }] : [],
  );
  const longest = new Map(automatic.map(({ column, width }) => [column, textWidth(column.header, width)]));
  let count = 0;
  for await (const row of rows) {
    count += 1;
    for (const { column, width } of automatic) {
      const length = textWidth(shownText(row[column.field], { ...options, column }), width);
      if (length > (longest.get(column) ?? 0)) longest.set(column, length);
    }
  }
  const widths = columns.map((column) =>
    typeof column.width === "object" ? fitted(longest.get(column) ?? 0, column.width) : column.width,
  );
  return { widths, rows: count };
}

function fitted(longest: number, width: AutoWidth): number {
  return Math.min((longest + width.padding) * width.factor, width.max, widest);
}

function shownText(value: unknown, options: CellValueOptions): string {
  const shown = cellValue(value, options);
  if (shown instanceof Date) return options.column.format ?? "";
  return shown === null ? "" : String(shown);
}

const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/gu;

/** The characters of the longest line of a text. */
function textWidth(text: string, { wideCharacters }: AutoWidth): number {
  if (text.includes("\n"))
    return Math.max(...text.split("\n").map((line) => textWidth(line, { ...plain, wideCharacters })));
  const characters = text.length - (text.match(/[\uD800-\uDBFF]/g)?.length ?? 0);
  return wideCharacters === 1 ? characters : characters + (text.match(wide)?.length ?? 0);
}

const plain: AutoWidth = { padding: 0, factor: 1, wideCharacters: 1, max: widest };
