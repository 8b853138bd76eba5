import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { toldHere } from "../errors/told-here.ts";
import { evaluateFile } from "../incentive/evaluate-file.ts";
import { withContext, type AddCommand } from "./command.ts";

interface WhyOptions {
  readonly campaign: string;
  readonly revision?: string;
  readonly contracts: string;
  readonly campaigns?: string;
}

export const addIncentiveWhy: AddCommand = (parent, host) => {
  parent
    .command("why")
    .description("say why a contract of a CSV file earns what it earns, and why nothing else; needs no server")
    .argument("<contract>", "its 合同ID(_id)")
    .requiredOption("--campaign <key>", "the campaign: BJ-2025-05, or BJ-2025-05@2025-08")
    .option("--revision <revision>", "which revision of it (default: the last one)")
    .requiredOption("--contracts <file>", "the CSV file, with all contracts before it")
    .option("--campaigns <folder>", "campaign files of your own (default: those that come with Belfry)")
    .action(
      withContext(host, async (context, id: string, options: WhyOptions) => {
        const { explainRow, findCampaign, readCampaigns } = await import("@belfry/incentive");
        const { campaign, result } = await toldHere(async () => {
          const found = findCampaign(await readCampaigns(options.campaigns), options.campaign, options.revision);
          return { campaign: found, ...(await evaluateFile(options.contracts, found, undefined)) };
        });
        const row = result.rows.find(({ contract }) => contract.id === id);
        if (row === undefined) {
          const fault = result.quarantine.find(({ contractId }) => contractId === id);
          throw new CliError("CONTRACT_NOT_FOUND", `There is no contract ${id} among those that were evaluated.`, {
            remedy:
              fault === undefined
                ? "Look for its 合同ID(_id) in the file."
                : `Row ${fault.row} was put aside: ${fault.message} ${fault.remedy}`,
            exitCode: ExitCode.notFound,
          });
        }
        const steps = explainRow(campaign, row);
        const { language } = context.config;
        const lines = steps.map((step) => `${step.granted === undefined ? "-" : "+"} ${step[language]}`);
        context.print({ campaign: result.campaign, contract: id, row, steps }, lines.join("\n"));
      }),
    );
};
