import { once } from "node:events";
import type { Writable } from "node:stream";
import type { WorkbookWriter, WorksheetWriter } from "@cj-tech-master/excelts";
import type { Row } from "@belfry/plugin-kit";
import { createCellNotes, type CellNotes } from "./cell-notes.ts";
import { sheetStyles, type CellStyle, type SheetStyles } from "./cell-styles.ts";
import { cellValue, type CellValue } from "./cell-value.ts";
import { measureColumns } from "./column-widths.ts";
import { continuedName } from "./continued-name.ts";
import type { SheetPlan } from "./workbook-plan.ts";

/** Rows between two looks at the output: it must not pile up in memory while the disk is slow. */
const rowsBetweenDrains = 200;
const rowsBetweenReports = 5000;

export interface SheetJob {
  readonly workbook: WorkbookWriter;
  /** What the workbook is written to. */
  readonly stream: Writable;
  readonly plan: SheetPlan;
  readonly rowsPerSheet: number;
  readonly timeZone: string;
  readonly notes: CellNotes;
  /** The rows, from the first on; called twice. */
  readonly read: () => AsyncIterable<Row>;
  readonly progress: (rows: number) => void;
}

/** Writes one sheet, or several where the rows do not fit on one. Returns their names and how many rows each has. */
export async function writeSheet(job: SheetJob): Promise<{ name: string; rows: number }[]> {
  const { plan, notes, timeZone } = job;
  // The second pass tells about odd values; counting them here as well would count them twice.
  const measured = await measureColumns(plan.columns, job.read(), { timeZone, notes: createCellNotes() });
  const plain = measured.rows === 0 && plan.style.whenEmpty === "none";
  const styles = sheetStyles(plan, plain);
  const widths = plain ? [] : measured.widths;
  const above = plan.titles.length + (plan.header ? 1 : 0);

  const written: { name: string; rows: number }[] = [];
  const begin = () => {
    const name = written.length === 0 ? plan.name : continuedName(plan.name, written.length + 1);
    const sheet = openSheet(job, name, widths);
    writeTop(sheet, plan, styles);
    const entry = { name, rows: 0 };
    written.push(entry);
    return { sheet, entry };
  };

  let total = 0;
  let current = begin();
  for await (const row of job.read()) {
    if (current.entry.rows + above >= job.rowsPerSheet) {
      closeSheet(current.sheet, plan, current.entry.rows, above);
      current = begin();
    }
    const values = plan.columns.map((column) => cellValue(row[column.field], { column, timeZone, notes }));
    addRow(current.sheet, values, (column) => styles.body(column, row), styles.heights.body).commit();
    current.entry.rows += 1;
    total += 1;
    if (total % rowsBetweenDrains === 0 && job.stream.writableNeedDrain) await once(job.stream, "drain");
    if (total % rowsBetweenReports === 0) job.progress(total);
  }
  closeSheet(current.sheet, plan, current.entry.rows, above);
  return written;
}

function openSheet(
  { workbook, plan }: SheetJob,
  name: string,
  widths: readonly (number | undefined)[],
): WorksheetWriter {
  const { rows = 0, columns = 0 } = plan.frozen ?? {};
  const sheet = workbook.addWorksheet(name, {
    ...(rows + columns > 0 && { views: [{ state: "frozen", xSplit: columns, ySplit: rows }] }),
  });
  for (const [index, width] of widths.entries()) if (width !== undefined) sheet.getColumn(index + 1).width = width;
  return sheet;
}

function writeTop(sheet: WorksheetWriter, plan: SheetPlan, styles: SheetStyles): void {
  for (const [index, title] of plan.titles.entries()) {
    const values = plan.columns.map((_, column) => (column === 0 ? title.text : null));
    const row = addRow(sheet, values, () => styles.title(index), styles.heights.titles[index]);
    if (plan.columns.length > 1) sheet.mergeCells(row.number, 1, row.number, plan.columns.length);
    row.commit();
  }
  if (!plan.header) return;
  const names = plan.columns.map((column) => column.header);
  addRow(sheet, names, styles.header, styles.heights.header).commit();
}

function addRow(
  sheet: WorksheetWriter,
  values: readonly CellValue[],
  styleOf: (column: number) => CellStyle,
  height: number | undefined,
): ReturnType<WorksheetWriter["addRow"]> {
  const row = sheet.addRow([]);
  for (const [index, value] of values.entries()) {
    const cell = row.getCell(index + 1);
    cell.value = value;
    cell.style = styleOf(index);
  }
  if (height !== undefined) row.height = height;
  return row;
}

function closeSheet(sheet: WorksheetWriter, plan: SheetPlan, rows: number, above: number): void {
  const columns = plan.columns.length;
  if (plan.autoFilter && columns > 0) {
    sheet.autoFilter = { from: { row: above, col: 1 }, to: { row: above + rows, col: columns } };
  }
  // Numbers kept as texts on purpose, student numbers for instance, get no green corners.
  if (columns > 0 && rows > 0) {
    const last = sheet.getColumn(columns).letter;
    sheet.ignoredErrors.push({ ref: `A1:${last}${above + rows}`, numberStoredAsText: true });
  }
  sheet.commit();
}
