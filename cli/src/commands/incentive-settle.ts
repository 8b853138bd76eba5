import { CliError } from "../errors/cli-error.ts";
import { saveDownload } from "../incentive/save-download.ts";
import { settlementQuery } from "../incentive/settlement-query.ts";
import { withContext, type AddCommand } from "./command.ts";

interface SettleOptions {
  readonly campaign: string;
  readonly reopen?: true;
  readonly reason?: string;
  readonly export?: string;
}

/** The books of a month of a million contracts are summed up in seconds, and written in some more. */
const SETTLE_MS = 600_000;

export const addIncentiveSettle: AddCommand = (parent, host) => {
  parent
    .command("settle")
    .description("close the books of a month, or open them again")
    .argument("<month>", "the month: 2025-05")
    .requiredOption("--campaign <key>", "the campaign: BJ-2025-05")
    .option("--reopen", "open them again")
    .option("--reason <text>", "why; needed with --reopen")
    .option("--export <file>", "write what the books came to, as .xlsx or .csv; also of a month that is closed already")
    .action(
      withContext(host, async (context, month: string, { campaign, reopen, reason, export: path }: SettleOptions) => {
        const query = path === undefined ? {} : settlementQuery(path, context.config.language);
        const { incentives } = await context.client({ timeoutMs: SETTLE_MS });
        if (reopen === true) {
          if (reason === undefined)
            throw new CliError("REASON_MISSING", "Books are opened again for a reason.", {
              remedy: "Name it: --reason TEXT.",
            });
          await incentives.reopen(campaign, month, reason);
          context.print({ campaign, month, open: true }, `The books of ${campaign} are open again for ${month}.`);
          return;
        }
        const closed =
          path === undefined ? undefined : (await incentives.settlements(campaign)).find((one) => one.month === month);
        const settlement = closed ?? (await incentives.settle(campaign, month));
        if (path !== undefined) await saveDownload(await incentives.exportSettlement(campaign, month, query), path);
        const { contracts, rewards, rewardFen } = settlement;
        context.print(
          settlement,
          `The books of ${campaign} are closed for ${month}: ${contracts} contracts, ${rewards} awards of ${(rewardFen / 100).toLocaleString("en-US")} yuan.${path === undefined ? "" : `\nWrote ${path}.`}`,
        );
      }),
    );
};
