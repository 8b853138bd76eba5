import { Readable } from "node:stream";
import { csvLine } from "@belfry/incentive";
import { z } from "zod";
import type { WorkbookSheet } from "../../api-deps.ts";
import { defineRoute, download } from "../../contract/define-route.ts";
import { MonthParams } from "../../schemas/incentive-books.ts";
import { cutSheets, MOST_ADJUSTMENTS, MOST_PAYOUTS } from "./incentive-sheet-limits.ts";
import { adjustmentSheet, payoutSheet, settledPeopleSheet, settlementSheet } from "./settlement-sheets.ts";

const ZONE = "Asia/Shanghai";
/** Of a CSV. */
const MOST_LINES = 1_000_000;

export const exportSettlement = defineRoute({
  method: "GET",
  path: "/v1/incentives/campaigns/{campaign}/settlements/{month}/export",
  operation: "incentives.exportSettlement",
  summary: "Downloads the settlement of a closed month: what each person is to be paid, and what was adjusted",
  description: `As an Excel workbook with its sums, its people, their awards and its adjustments, or as a CSV of the awards alone. Amounts are in yuan. A workbook holds at most ${MOST_PAYOUTS} lines of awards and ${MOST_ADJUSTMENTS} adjustments: a sheet that is cut says so above and below its rows, and the header Belfry-Truncated names it. Names are only written for who may read personal data.`,
  permission: "incentives:read",
  reach: "scoped",
  params: MonthParams,
  query: z.strictObject({
    format: z.enum(["xlsx", "csv"]).default("xlsx"),
    language: z.enum(["zh", "en"]).default("zh").describe("Of the headings."),
  }),
  response: download,
  errors: ["CAMPAIGN_NOT_FOUND", "INCENTIVE_MONTH_OPEN"],

  async handle({ incentives, writeWorkbook, params: { campaign, month }, query: { format, language }, caller }) {
    const look = { language, names: caller.permissions.has("personal-data:read") };
    const fileName = `settlement-${campaign}-${month}.${format}`;
    const most = format === "csv" ? MOST_LINES : MOST_PAYOUTS;
    const report = await incentives.settlementReport(campaign, month, {
      payouts: most + 1,
      adjustments: MOST_ADJUSTMENTS + 1,
    });
    // The last person may have more awards than were read.
    const within = (sheet: WorkbookSheet) => ({
      sheet,
      ...(report.payouts.length > most && { most: sheet.rows.length - 1 }),
    });
    const payouts = { key: "awards", ...within(payoutSheet(report, look)) };
    if (format === "csv") {
      const { sheets, cut } = cutSheets([payouts], language);
      return { fileName, mediaType: "text/csv", body: Readable.from(sheets.flatMap(linesOf)), truncated: cut };
    }
    const { sheets, cut } = cutSheets(
      [
        { key: "settlement", sheet: settlementSheet(campaign, report, look) },
        { key: "people", ...within(settledPeopleSheet(report, look)) },
        payouts,
        { key: "adjustments", sheet: adjustmentSheet(report, look), most: MOST_ADJUSTMENTS },
      ],
      language,
    );
    return {
      fileName,
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      body: await writeWorkbook(sheets, ZONE),
      truncated: cut,
    };
  },
});

/** With the mark by which spreadsheets see that it is UTF-8. */
function linesOf({ columns, rows }: WorkbookSheet): string[] {
  const head = `\uFEFF${csvLine(columns.map(({ header }) => header))}`;
  return [head, ...rows.map((row) => csvLine(columns.map(({ field }) => String(row[field] ?? ""))))];
}
