import type { ColumnNames } from "@belfry/incentive";
import { toldHere } from "../errors/told-here.ts";
import { evaluateInThread } from "../incentive/evaluate-in-thread.ts";
import { addColumn, columnHelp, columnOption } from "../incentive/add-column.ts";
import { withContext, type AddCommand } from "./command.ts";

interface EvaluateOptions {
  readonly campaign: string;
  readonly revision?: string;
  readonly contracts: string;
  readonly column?: ColumnNames;
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
    .option(columnOption, columnHelp, addColumn)
    .option("--state <file>", "go on from the state in this file, and leave the new one there")
    .option("--campaigns <folder>", "campaign files of your own (default: those that come with Belfry)")
    .action(
      withContext(host, async (context, options: EvaluateOptions) => {
        const { json, width } = context;
        await toldHere(() => evaluateInThread({ ...options, json, width }, host.stdout));
      }),
    );
};
