import { CliError } from "../errors/cli-error.ts";
import { saveDownload } from "../incentive/save-download.ts";
import { settlementQuery } from "../incentive/settlement-query.ts";
import { withContext, type AddCommand } from "./command.ts";

/** A million contracts take a minute. */
const EXPORT_MS = 600_000;

interface ExportOptions {
  readonly campaign: string;
  readonly month?: string;
  readonly settlement?: true;
}

export const addIncentiveExport: AddCommand = (parent, host) => {
  parent
    .command("export")
    .description(
      "write the performance list of a campaign as CSV, with the Chinese columns of older programs, or the settlement of a month",
    )
    .argument("<file>", "where to")
    .requiredOption("--campaign <key>", "the campaign: BJ-2025-05")
    .option("--month <month>", "only contracts of this month: 2025-05")
    .option("--settlement", "what the closed books of --month came to; .xlsx or .csv by the name of the file")
    .action(
      withContext(host, async (context, path: string, { campaign, month, settlement }: ExportOptions) => {
        if (settlement === true && month === undefined)
          throw new CliError("MONTH_MISSING", "A settlement is that of a month.", {
            remedy: "Name it: --month 2025-05.",
          });
        const { incentives } = await context.client({ timeoutMs: EXPORT_MS });
        const content =
          settlement === true && month !== undefined
            ? await incentives.exportSettlement(campaign, month, settlementQuery(path, context.config.language))
            : await incentives.performanceList(campaign, month);
        await saveDownload(content, path);
        context.print({ written: path, campaign }, `Wrote ${path}.`);
      }),
    );
};
