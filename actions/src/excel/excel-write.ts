import { join } from "node:path";
import { ActionFailure, defineAction, runInWorker } from "@belfry/plugin-kit";
import { ExcelInput, sheetProblems } from "./excel-input.ts";
import { oneWorkbook } from "./one-workbook.ts";
import { planWorkbook } from "./workbook-plan.ts";
import type { WrittenWorkbook } from "./write-workbook.ts";

/** Writes rows into an Excel workbook, in a thread of its own. */
export const excelWrite = defineAction({
  id: "excel.write",
  displayName: { zh: "生成 Excel", en: "Write Excel workbook" },
  description: {
    zh: "把数据写成 Excel 工作簿：多个工作表、样式、列宽、合并标题行、冻结、筛选、按条件着色",
    en: "Writes rows into a workbook: several sheets, styles, widths, merged titles, frozen panes, filters, colours by value",
  },
  input: ExcelInput,
  idempotent: true,
  cost: "cpu",
  retryableErrors: "None: the same rows fail again.",
  dryRun: "runs",
  check: sheetProblems,
  async run(ctx, input) {
    const [problem] = sheetProblems(input);
    if (problem !== undefined) {
      throw new ActionFailure(`${problem.message} ${problem.remedy}`, { class: "config", code: "SHEETS_INVALID" });
    }
    const plan = await planWorkbook(ctx, input, join(await ctx.scratch(), "workbook.xlsx"));
    const worker = new URL("./write-workbook-worker.ts", import.meta.url);
    const written = await oneWorkbook(ctx.signal, () =>
      runInWorker<WrittenWorkbook>(worker, plan, { signal: ctx.signal, onProgress: (rows) => ctx.progress(rows) }),
    );
    for (const note of written.notes) ctx.log.warn(note);
    const file = await ctx.artifacts.adopt(plan.path, {
      name: /\.xlsx$/i.test(input.fileName) ? input.fileName : `${input.fileName}.xlsx`,
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    });
    return { file, sheets: written.sheets };
  },
});
