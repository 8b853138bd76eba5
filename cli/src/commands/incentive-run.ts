import { basename } from "node:path";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { toldHere } from "../errors/told-here.ts";
import { withContext, type AddCommand } from "./command.ts";

/** So many the server takes at once. */
const MOST_ROWS = 100_000;
/** A hundred thousand contracts take some seconds. */
const RUN_MS = 600_000;

interface RunOptions {
  readonly campaign: string;
  readonly contracts: string;
  readonly complete?: boolean;
  readonly announce: boolean;
}

export const addIncentiveRun: AddCommand = (parent, host) => {
  parent
    .command("run")
    .description("book the contracts of a CSV file into the ledger of a campaign; the second time nothing is new")
    .requiredOption("--campaign <key>", "the campaign, taken into use before: BJ-2025-05")
    .requiredOption("--contracts <file>", "the CSV file, in UTF-8")
    .option("--complete", "the file holds all contracts: what is booked and missing in it is proposed to be withdrawn")
    .option("--no-announce", "tell nobody of what is new: an import of the past")
    .action(
      withContext(host, async (context, { campaign, contracts, complete = false, announce }: RunOptions) => {
        const { readCsvRows } = await import("@belfry/incentive");
        const rows = await toldHere(() => readCsvRows(contracts));
        if (rows.length > MOST_ROWS) throw tooMany(rows.length);
        if (rows.length === 0) throw noRows(contracts);
        const client = await context.client({ timeoutMs: RUN_MS });
        const source = basename(contracts);
        const result = await client.incentives.run(campaign, { rows, source, columns: {}, complete, announce });
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
      }),
    );
};

function tooMany(rows: number): CliError {
  return new CliError("CONTRACTS_TOO_MANY", `The file has ${rows} rows; at most ${MOST_ROWS} are taken at once.`, {
    remedy: "Split it, keeping the header in each part, and run one part after the other; or let a rule read it.",
  });
}

function noRows(file: string): CliError {
  return new CliError("CONTRACTS_EMPTY", `${basename(file)} has no rows.`, { remedy: "Check the file." });
}
