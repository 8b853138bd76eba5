import { CliError } from "../errors/cli-error.ts";
import { withContext, type AddCommand } from "./command.ts";

interface SettleOptions {
  readonly campaign: string;
  readonly reopen?: true;
  readonly reason?: string;
}

export const addIncentiveSettle: AddCommand = (parent, host) => {
  parent
    .command("settle")
    .description("close the books of a month, or open them again")
    .argument("<month>", "the month: 2025-05")
    .requiredOption("--campaign <key>", "the campaign: BJ-2025-05")
    .option("--reopen", "open them again")
    .option("--reason <text>", "why; needed with --reopen")
    .action(
      withContext(host, async (context, month: string, { campaign, reopen, reason }: SettleOptions) => {
        const { incentives } = await context.client();
        if (reopen === true) {
          if (reason === undefined)
            throw new CliError("REASON_MISSING", "Books are opened again for a reason.", {
              remedy: "Name it: --reason TEXT.",
            });
          await incentives.reopen(campaign, month, reason);
          context.print({ campaign, month, open: true }, `The books of ${campaign} are open again for ${month}.`);
          return;
        }
        const settlement = await incentives.settle(campaign, month);
        const { contracts, rewards, rewardFen } = settlement;
        context.print(
          settlement,
          `The books of ${campaign} are closed for ${month}: ${contracts} contracts, ${rewards} awards of ${(rewardFen / 100).toLocaleString("en-US")} yuan.`,
        );
      }),
    );
};
