import type { BelfryClient } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { gridOf } from "./grid-of.ts";
import { readSelection } from "./read-selection.ts";
import { readDay, withContext, type AddCommand } from "./command.ts";

const states = ["pending", "failed", "done", "skipped", "retired"] as const;
type Wish = "retry" | "skip" | "done";
type Changed = Awaited<ReturnType<BelfryClient["gridWork"]["skip"]>>;

interface CellOptions {
  readonly from?: string;
  readonly until?: string;
  readonly period?: string;
  readonly tasks?: string[];
  readonly only?: string[];
  readonly states?: string[];
  readonly cells?: string[];
  readonly reason?: string;
}

export const addGridRetry: AddCommand = addCellCommand("retry", "try cells again that failed", "tried again");
export const addGridSkip: AddCommand = addCellCommand("skip", "leave cells out, with the reason", "skipped");
export const addGridDone: AddCommand = addCellCommand("done", "say that cells are done, with the reason", "done");

function addCellCommand(wish: Wish, description: string, told: string): AddCommand {
  return (parent, host) => {
    const command = parent
      .command(wish)
      .description(description)
      .argument("[grid]", "not needed where there is only one")
      .option("--from <day>", "periods that begin on this day or later (default: 31 days ago)")
      .option("--until <day>", "periods that begin on this day or earlier")
      .option("--period <label>", "only this period: 2025-10-03")
      .option("--tasks <name...>", "only these task types")
      .option("--only <values...>", "only these members: platform=pdd,tm shop=A")
      .option("--states <name...>", `only cells in these states: ${states.join(", ")}`)
      .option("--cells <key...>", "only these cells, as a claim names them: 3-17-512");
    if (wish === "retry") command.option("--reason <text>", "why; it stands in the audit log");
    else command.requiredOption("--reason <text>", "why; it stands beside the cells and in the audit log");
    command.action(
      withContext(host, async (context, name: string | undefined, options: CellOptions) => {
        const { grids, gridWork } = await context.client();
        const grid = await gridOf(grids, name);
        const selection = selectionOf(options);
        let changed = 0;
        for (let more = true; more;) {
          const answer = await change(gridWork, wish, grid, { ...selection, reason: options.reason });
          changed += answer.changed;
          more = answer.more;
        }
        context.print({ changed }, `${changed} cells are ${told}.`);
        return ExitCode.ok;
      }),
    );
  };
}

type Selection = ReturnType<typeof selectionOf>;

function change(
  gridWork: BelfryClient["gridWork"],
  wish: Wish,
  grid: string,
  { reason, ...selection }: Selection & { readonly reason: string | undefined },
): Promise<Changed> {
  if (wish === "retry") return gridWork.retry(grid, { ...selection, ...(reason !== undefined && { reason }) });
  return gridWork[wish](grid, { ...selection, reason: reason ?? "" });
}

function selectionOf({ from, until, period, tasks, only, states: named, cells }: CellOptions) {
  return {
    ...(from !== undefined && { from: readDay("--from", from) }),
    ...(until !== undefined && { until: readDay("--until", until) }),
    ...(period !== undefined && { period }),
    ...(tasks !== undefined && { tasks }),
    ...(only !== undefined && { only: readSelection("--only", only) }),
    ...(named !== undefined && { states: named.map(readState) }),
    ...(cells !== undefined && { cells }),
  };
}

function readState(text: string): (typeof states)[number] {
  const state = states.find((known) => known === text);
  if (state !== undefined) return state;
  throw invalid("--states", text, `Write one of ${states.join(", ")}.`);
}

function invalid(option: string, text: string, remedy: string): CliError {
  return new CliError("OPTION_INVALID", `${option} cannot be "${text}".`, { remedy, exitCode: ExitCode.usage });
}
