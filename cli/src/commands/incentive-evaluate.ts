import { toldHere } from "../errors/told-here.ts";
import { evaluatedText } from "../incentive/evaluated-text.ts";
import { evaluateFile } from "../incentive/evaluate-file.ts";
import { readStateFile, writeStateFile } from "../incentive/state-file.ts";
import { withContext, type AddCommand } from "./command.ts";

interface EvaluateOptions {
  readonly campaign: string;
  readonly revision?: string;
  readonly contracts: string;
  readonly state?: string;
  readonly campaigns?: string;
}

export const addIncentiveEvaluate: AddCommand = (parent, host) => {
  parent
    .command("evaluate")
    .description("say what the contracts of a CSV file earn under a campaign; needs no server and writes no ledger")
    .requiredOption("--campaign <key>", "the campaign: BJ-2025-05, or BJ-2025-05@2025-08")
    .option("--revision <revision>", "which revision of it (default: the last one)")
    .requiredOption("--contracts <file>", "a CSV file in UTF-8, its columns named in Chinese or English")
    .option("--state <file>", "go on from the state in this file, and leave the new one there")
    .option("--campaigns <folder>", "campaign files of your own (default: those that come with Belfry)")
    .action(
      withContext(host, async (context, options: EvaluateOptions) => {
        const { findCampaign, readCampaigns, yuanText } = await import("@belfry/incentive");
        const evaluated = await toldHere(async () => {
          const campaign = findCampaign(await readCampaigns(options.campaigns), options.campaign, options.revision);
          const before = options.state === undefined ? undefined : await readStateFile(options.state);
          return evaluateFile(options.contracts, campaign, before);
        });
        if (options.state !== undefined) await writeStateFile(options.state, evaluated.state);
        context.print(evaluated.result, evaluatedText(evaluated.result, yuanText, context.width));
      }),
    );
};
