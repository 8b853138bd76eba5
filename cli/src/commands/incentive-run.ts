import { openAsBlob } from "node:fs";
import { access } from "node:fs/promises";
import { basename } from "node:path";
import type { ColumnNames } from "@belfry/incentive";
import { ExitCode } from "../errors/exit-code.ts";
import { fileError } from "../errors/file-error.ts";
import { addColumn, columnHelp, columnOption } from "../incentive/add-column.ts";
import { withContext, type AddCommand } from "./command.ts";

/** A million contracts take a minute and a half. */
const RUN_MS = 600_000;

interface RunOptions {
  readonly campaign: string;
  readonly contracts: string;
  readonly column?: ColumnNames;
  readonly complete?: boolean;
  readonly announce: boolean;
}

export const addIncentiveRun: AddCommand = (parent, host) => {
  parent
    .command("run")
    .description("book the contracts of a CSV file into the ledger of a campaign; the second time nothing is new")
    .requiredOption("--campaign <key>", "the campaign, taken into use before: BJ-2025-05")
    .requiredOption("--contracts <file>", "the CSV file, in UTF-8")
    .option(columnOption, columnHelp, addColumn)
    .option("--complete", "the file holds all contracts: what is booked and missing in it is proposed to be withdrawn")
    .option("--no-announce", "tell nobody of what is new: an import of the past")
    .action(
      withContext(
        host,
        async (context, { campaign, contracts, column = {}, complete = false, announce }: RunOptions) => {
          const file = basename(contracts);
          const content = await openFile(contracts);
          const client = await context.client({ timeoutMs: RUN_MS });
          const columns = Object.entries(column).map((pair) => pair.join("="));
          const result = await client.incentives.runFile(campaign, content, {
            file,
            ...(columns.length > 0 && { columns: columns.join(";") }),
            complete,
            announce,
          });
          const { booked, known, leftOut, quarantined, proposed, rewards } = result;
          const lines = [
            `${result.campaign}: ${booked} of ${result.rows} contracts are new, with ${rewards} awards; ${known} were booked before.`,
            ...(leftOut > 0 ? [`${leftOut} are of an order type that the campaign does not take.`] : []),
            ...(quarantined > 0
              ? [`${quarantined} rows could not be taken: belfry incentive quarantine ${campaign}`]
              : []),
            ...(proposed > 0 ? [`${proposed} contracts stand otherwise in the file; a person decides.`] : []),
          ];
          context.print(result, lines.join("\n"));
          return quarantined > 0 ? ExitCode.failed : ExitCode.ok;
        },
      ),
    );
};

/** The file as something that is read while it is sent, so that it may be larger than memory. @throws CliError FILE_NOT_FOUND */
async function openFile(path: string): Promise<Blob> {
  try {
    // What cannot be opened is told without its reason there.
    await access(path);
    return await openAsBlob(path);
  } catch (error) {
    throw fileError(path, error);
  }
}
