import type { BelfryClient } from "@belfry/client";
import { formatInstant } from "../output/format.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";
import { gridOf } from "./grid-of.ts";

type PlannedGeneration = Awaited<ReturnType<BelfryClient["grids"]["preview"]>>[number];

export const addGridPreview: AddCommand = (parent, host) => {
  parent
    .command("preview")
    .description("show the next generations: which rule makes them when, and for which dates")
    .argument("[grid]", "not needed where there is only one")
    .option("--count <number>", "how many, at most 50", "8")
    .action(
      withContext(host, async (context, name: string | undefined, options: { readonly count: string }) => {
        const { grids } = await context.client();
        const grid = await gridOf(grids, name);
        const items = await grids.preview(grid, readWholeNumber("--count", options.count));
        context.print({ grid, items }, generationLines(grid, items).join("\n"));
      }),
    );
};

/** The next generations, each with the dates of its task types. */
export function generationLines(grid: string, generations: readonly PlannedGeneration[]): string[] {
  if (generations.length === 0)
    return [
      `No enabled rule generates ${grid}. A rule does that with the action grid.generate; by hand: belfry grid generate ${grid}`,
    ];
  return generations.flatMap(({ at, rule, schedule, tasks }) => {
    const width = Math.max(0, ...tasks.map(({ task }) => task.length));
    const dates = tasks.map(
      ({ task, period }) => `  ${task.padEnd(width)}  ${period?.label ?? "not known: the calendar ends before"}`,
    );
    return [`${formatInstant(at)}  ${rule} (${schedule})`, ...(dates.length === 0 ? ["  no task type"] : dates)];
  });
}
