import type { BelfryClient } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { readDay, readWholeNumber, withContext, type AddCommand } from "./command.ts";
import { gridOf } from "./grid-of.ts";
import { readSelection } from "./read-selection.ts";

const modes = ["missing", "failed", "all"] as const;
type Backfills = BelfryClient["gridBackfills"];
type Plan = Awaited<ReturnType<Backfills["preview"]>>;
type Backfill = Awaited<ReturnType<Backfills["get"]>>;

interface BackfillOptions {
  readonly from?: string;
  readonly until?: string;
  readonly tasks?: string[];
  readonly only?: string[];
  readonly mode: string;
  readonly reason?: string;
  readonly notify?: true;
  readonly preview?: true;
  readonly show?: string;
  readonly pause?: string;
  readonly resume?: string;
  readonly cancel?: string;
}

export const addGridBackfill: AddCommand = (parent, host) => {
  parent
    .command("backfill")
    .description("make cells of past days, see how far that is, pause it, let it go on, give it up")
    .argument("[grid]", "not needed where there is only one")
    .option("--from <day>", "periods that begin on this day or later; without it backfills are listed")
    .option("--until <day>", "periods that begin on this day or earlier (default: the day of --from)")
    .option("--tasks <name...>", "only these task types")
    .option("--only <values...>", "only these members: platform=pdd,tm shop=A")
    .option("--mode <name>", "missing cells, also failed ones, or all once more: missing, failed, all", "missing")
    .option("--reason <text>", "why; needed with --mode all")
    .option("--notify", "let its executions send messages (default: they send nothing)")
    .option("--preview", "only say how many cells that is, how long it takes and what it uses")
    .option("--show <number>", "show how far the backfill with this number is")
    .option("--pause <number>", "pause it")
    .option("--resume <number>", "let it go on")
    .option("--cancel <number>", "give up what is left of it")
    .action(
      withContext(host, async (context, name: string | undefined, options: BackfillOptions) => {
        const { grids, gridBackfills } = await context.client();
        const grid = await gridOf(grids, name);
        for (const wish of ["show", "pause", "resume", "cancel"] as const) {
          const number = options[wish];
          if (number === undefined) continue;
          const id = readWholeNumber(`--${wish}`, number);
          const backfill = await gridBackfills[wish === "show" ? "get" : wish](grid, id);
          context.print(backfill, backfillLines(backfill).join("\n"));
          return ExitCode.ok;
        }
        if (options.from === undefined) {
          const { items } = await gridBackfills.list(grid);
          const lines = items.length === 0 ? ["There are no backfills."] : items.map((one) => backfillLines(one)[0]);
          context.print({ items }, lines.join("\n"));
          return ExitCode.ok;
        }
        const request = requestOf(options.from, options);
        if (options.preview === true) {
          const plan = await gridBackfills.preview(grid, request);
          context.print(plan, planLines(plan).join("\n"));
          return ExitCode.ok;
        }
        const { plan, backfill } = await gridBackfills.start(grid, request);
        const lines = backfill === null ? [] : backfillLines(backfill);
        context.print({ plan, backfill }, [...planLines(plan), "", ...lines].join("\n"));
        return ExitCode.ok;
      }),
    );
};

function requestOf(from: string, { until, tasks, only, mode, reason, notify }: BackfillOptions) {
  const known = modes.find((one) => one === mode);
  if (known === undefined) {
    const remedy = `Write one of ${modes.join(", ")}.`;
    throw new CliError("OPTION_INVALID", `--mode cannot be "${mode}".`, { remedy, exitCode: ExitCode.usage });
  }
  return {
    from: readDay("--from", from),
    until: readDay(until === undefined ? "--from" : "--until", until ?? from),
    mode: known,
    notify: notify === true,
    ...(tasks !== undefined && { tasks }),
    ...(only !== undefined && { only: readSelection("--only", only) }),
    ...(reason !== undefined && { reason }),
  };
}

/** What a backfill would do. */
function planLines({ cells, kept, durationMs, tasks, limits }: Plan): string[] {
  const width = Math.max(0, ...tasks.map(({ task }) => task.length));
  return [
    `${cells} cells to make, ${kept} stay as they are; ${durationMs === null ? "how long that takes is not known yet" : `about ${spanOf(durationMs)}`}.`,
    ...tasks.map(({ task, cells: own, periods, first, last }) => {
      const days =
        first === null || last === null ? "no period" : `${periods} periods, ${first.label} to ${last.label}`;
      return `  ${task.padEnd(width)}  ${own}  (${days})`;
    }),
    ...limits.map(({ task, by, value, atOnce, cells: own, durationMs: takes }) => {
      const what = by === null ? "in all" : `${by} ${value ?? ""}`;
      return `  ${task.padEnd(width)}  ${what}: ${own} cells, ${atOnce} at once${takes === null ? "" : `, at least ${spanOf(takes)}`}`;
    }),
  ];
}

function backfillLines({ id, state, from, until, mode, ended, total, percent, states, etaAt }: Backfill): string[] {
  const eta = etaAt === null ? "" : `, done about ${formatInstant(etaAt)}`;
  const counts = Object.entries(states).flatMap(([name, n]) => (n === 0 ? [] : [`${n} ${name}`]));
  return [
    `${id}  ${state}  ${from} to ${until} (${mode})  ${ended} of ${total}, ${percent} %${eta}`,
    ...(counts.length === 0 ? [] : [`  ${counts.join(", ")}`]),
  ];
}

function spanOf(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 120) return `${minutes} min`;
  return `${Math.round(minutes / 6) / 10} h`;
}
