import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { runInWorker } from "@belfry/plugin-kit";
import { oneWorkbook } from "./one-workbook.ts";
import { rowsPerSheet, type SheetPlan, type WorkbookPlan } from "./workbook-plan.ts";
import type { WrittenWorkbook } from "./write-workbook.ts";

/** A sheet as other parts of Belfry hand it over: a line above, names of columns, rows. */
export interface PlainSheet {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly { readonly field: string; readonly header: string; readonly width: number }[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

/** Writes a workbook as `excel.write` does it and gives its bytes; the file is gone when they were read or given up. */
export async function workbookStream(sheets: readonly PlainSheet[], timeZone: string): Promise<Readable> {
  const folder = await mkdtemp(join(tmpdir(), "belfry-workbook-"));
  const forget = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, "workbook.xlsx");
    const plan: WorkbookPlan = { path, sheets: sheets.map(planOf), created: new Date(), timeZone, rowsPerSheet };
    const worker = new URL("./write-workbook-worker.ts", import.meta.url);
    const { signal } = new AbortController();
    await oneWorkbook(signal, () => runInWorker<WrittenWorkbook>(worker, plan, { signal }));
    return createReadStream(path).once("close", () => void forget());
  } catch (error) {
    await forget();
    throw error;
  }
}

function planOf({ name, title, columns, rows }: PlainSheet): SheetPlan {
  return {
    name,
    rows,
    columns: columns.map((column) => ({ ...column, type: "auto", format: undefined, look: undefined })),
    titles: [{ text: title, look: { font: { bold: true } } }],
    header: true,
    style: { header: { font: { bold: true } } },
    frozen: { rows: 2, columns: 0 },
    autoFilter: true,
    highlight: [],
  };
}
