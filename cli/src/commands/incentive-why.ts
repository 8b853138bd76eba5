import type { ColumnNames, EvaluatedRow, RowFault } from "@belfry/incentive";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { toldHere } from "../errors/told-here.ts";
import { evaluateFile } from "../incentive/evaluate-file.ts";
import { addColumn, columnHelp, columnOption } from "../incentive/add-column.ts";
import { withContext, type AddCommand } from "./command.ts";

interface WhyOptions {
  readonly campaign: string;
  readonly revision?: string;
  readonly contracts: string;
  readonly column?: ColumnNames;
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
    .option(columnOption, columnHelp, addColumn)
    .option("--campaigns <folder>", "campaign files of your own (default: those that come with Belfry)")
    .action(
      withContext(host, async (context, id: string, options: WhyOptions) => {
        const { campaignName, explainRow, findCampaign, readCampaigns } = await import("@belfry/incentive");
        const rows: EvaluatedRow[] = [];
        const faults: RowFault[] = [];
        const campaign = await toldHere(async () => {
          const found = findCampaign(await readCampaigns(options.campaigns), options.campaign, options.revision);
          await evaluateFile(options.contracts, {
            campaign: found,
            columns: options.column,
            told: {
              row: (row) => void (row.contract.id === id && rows.push(row)),
              fault: (fault) => void (fault.contractId === id && faults.push(fault)),
            },
          });
          return found;
        });
        const [row] = rows;
        if (row === undefined) throw notEvaluated(id, faults[0]);
        const steps = explainRow(campaign, row);
        const lines = steps.map((step) => `${step.granted === undefined ? "-" : "+"} ${step[context.config.language]}`);
        context.print({ campaign: campaignName(campaign), contract: id, row, steps }, lines.join("\n"));
      }),
    );
};

function notEvaluated(id: string, fault: RowFault | undefined): CliError {
  return new CliError("CONTRACT_NOT_FOUND", `There is no contract ${id} among those that were evaluated.`, {
    remedy:
      fault === undefined
        ? "Look for its 合同ID(_id) in the file."
        : `Row ${fault.row} was put aside: ${fault.message} ${fault.remedy}`,
    exitCode: ExitCode.notFound,
  });
}
