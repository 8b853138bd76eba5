import type { RowFault } from "@belfry/incentive";
import { toldHere } from "../errors/told-here.ts";
import { evaluatedText } from "../incentive/evaluated-text.ts";
import { evaluateFile } from "../incentive/evaluate-file.ts";
import { readStateFile, writeStateFile } from "../incentive/state-file.ts";
import { sumRows } from "../incentive/sum-rows.ts";
import { writeEvaluatedJson } from "../incentive/write-evaluated-json.ts";
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
        const { campaignName, findCampaign, readCampaigns, yuanText } = await import("@belfry/incentive");
        const { state: stateFile, contracts: path } = options;
        await toldHere(async () => {
          const campaign = findCampaign(await readCampaigns(options.campaigns), options.campaign, options.revision);
          const name = campaignName(campaign);
          const before = stateFile === undefined ? undefined : await readStateFile(stateFile);
          const quarantine: RowFault[] = [];
          const sums = sumRows();
          const json = context.json ? writeEvaluatedJson(host.stdout, name) : undefined;
          const { counts, state } = await evaluateFile(path, {
            campaign,
            state: before,
            told: {
              row(row) {
                sums.add(row);
                return json?.row(row);
              },
              fault: (fault) => quarantine.push(fault),
            },
          });
          if (stateFile !== undefined) await writeStateFile(stateFile, state);
          const rewardsFen = sums.awards().reduce((sum, { amountFen }) => sum + amountFen, 0);
          if (json !== undefined) json.end({ contracts: counts, rewardsFen, quarantine });
          else context.print({}, evaluatedText({ campaign: name, counts, sums, quarantine }, yuanText, context.width));
        });
      }),
    );
};
