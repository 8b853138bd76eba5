import { Command, CommanderError } from "commander";
import { addDemo } from "./commands/demo.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addExplain } from "./commands/explain.ts";
import { addLogs } from "./commands/logs.ts";
import { addRestart } from "./commands/restart.ts";
import { addStart } from "./commands/start.ts";
import { addStatistics } from "./commands/statistics.ts";
import { addStatus } from "./commands/status.ts";
import { addStop } from "./commands/stop.ts";
import { accessGroups } from "./groups/access-groups.ts";
import { eventGroups } from "./groups/event-groups.ts";
import { gridGroups } from "./groups/grid-groups.ts";
import { incentiveGroups } from "./groups/incentive-groups.ts";
import { messageGroups } from "./groups/message-groups.ts";
import { ruleGroups } from "./groups/rule-groups.ts";
import { ExitCode } from "./errors/exit-code.ts";
import type { CliHost } from "./host.ts";
import { reportError } from "./errors/report-error.ts";
import { version } from "./version.ts";

const exitCodes = `
Exit codes:
  0  done
  1  it did not work
  2  the command line is wrong
  3  Belfry, or its database, does not answer
  4  there is no such rule, execution, secret, …
  5  Belfry refused it: it is invalid, or not possible now
  6  no token, an unknown one, or one that may not do this`;

/** In this order the help lists them. */
const groups = [...ruleGroups, ...gridGroups, ...incentiveGroups, ...eventGroups, ...messageGroups, ...accessGroups];

/** The command line as a tree of commands. */
export function createProgram(host: CliHost): Command {
  const program = new Command("belfry")
    .description("Belfry (钟楼): self-hosted automation and notification.")
    .version(version)
    .option("--data-dir <folder>", "the data folder (default ~/.belfry, or BELFRY_DATA_DIR)")
    .option("--url <address>", "where Belfry is (default: the one of the data folder, or BELFRY_URL)")
    .option("--token <token>", "an API token (default: the one in the data folder, or BELFRY_TOKEN)")
    .option("--json", "print the result as JSON, errors too")
    .addHelpText("after", exitCodes)
    .showHelpAfterError("(belfry --help lists the commands)")
    .configureOutput({ writeOut: (text) => host.stdout.write(text), writeErr: (text) => host.stderr.write(text) })
    .exitOverride();
  for (const add of [addStart, addStop, addStatus, addRestart]) add(program, host);
  for (const { name, description, commands } of groups) {
    const group = program.command(name).description(description);
    for (const add of commands) add(group, host);
  }
  for (const add of [addExplain, addStatistics, addLogs, addDoctor, addDemo]) add(program, host);
  return program;
}

/** Runs one command line and returns its exit code; what goes wrong is told on standard error. */
export async function runCommandLine(argv: readonly string[], host: Omit<CliHost, "exitWith">): Promise<number> {
  let exitCode: number = ExitCode.ok;
  const exitWith = (code: number) => {
    exitCode = code;
  };
  try {
    await createProgram({ ...host, exitWith }).parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    // Help and version end this way too, with 0; commander has printed what there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
    return reportError(error, { json: argv.includes("--json"), stderr: host.stderr });
  }
}
