import type { ColumnNames } from "@belfry/incentive";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";

/** The words of `--column`, for each command that reads a file of contracts. */
export const columnOption = "--column <name=header>";
export const columnHelp = "what the file calls a column of the campaign: 合同编号=contract_no; repeat it for more";

/** Adds what one `--column` says to those before it. @throws CliError OPTION_INVALID */
export function addColumn(pair: string, before: ColumnNames = {}): ColumnNames {
  const [, name, header] = /^([^=]+)=(.+)$/.exec(pair)?.map((part) => part.trim()) ?? [];
  if (name === undefined || header === undefined || name === "" || header === "")
    throw invalid(`--column ${pair} does not say which column it is and what the file calls it.`);
  // Of two the last would count, and nobody said which is meant.
  if (Object.hasOwn(before, name)) throw invalid(`--column says of ${name} twice what the file calls it.`);
  return { ...before, [name]: header };
}

function invalid(message: string): CliError {
  return new CliError("OPTION_INVALID", message, {
    remedy: "Write each of them once, like --column 合同编号=contract_no.",
    exitCode: ExitCode.usage,
  });
}
