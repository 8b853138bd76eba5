import { createWriteStream } from "node:fs";
import { readRowFile } from "../worker/read-row-file.ts";
import { createCellNotes } from "./cell-notes.ts";
import { WorkbookWriter } from "./streaming-writer.ts";
import type { SheetPlan, WorkbookPlan } from "./workbook-plan.ts";
import { writeSheet } from "./write-sheet.ts";

export interface WrittenWorkbook {
  readonly sheets: readonly { readonly name: string; readonly rows: number }[];
  /** What a person should know about values that could not be written as they were. */
  readonly notes: readonly string[];
}

/** Writes the whole workbook row by row; memory does not grow with the number of rows. */
export async function writeWorkbook(plan: WorkbookPlan, progress: (rows: number) => void): Promise<WrittenWorkbook> {
  const stream = createWriteStream(plan.path, { flags: "wx", mode: 0o600 });
  const workbook = new WorkbookWriter({
    stream,
    useStyles: true,
    created: plan.created,
    creator: "Belfry",
    lastModifiedBy: "Belfry",
  });
  const notes = createCellNotes();
  const sheets: { name: string; rows: number }[] = [];
  let before = 0;
  for (const sheet of plan.sheets) {
    const written = await writeSheet({
      workbook,
      stream,
      plan: sheet,
      rowsPerSheet: plan.rowsPerSheet,
      timeZone: plan.timeZone,
      notes,
      read: () => rowsOf(sheet),
      progress: (rows) => progress(before + rows),
    });
    sheets.push(...written);
    before = sheets.reduce((sum, { rows }) => sum + rows, 0);
  }
  await workbook.commit();
  return { sheets, notes: notes.sentences() };
}

async function* rowsOf(sheet: SheetPlan) {
  if (typeof sheet.rows === "string") yield* readRowFile(sheet.rows);
  else yield* sheet.rows;
}
