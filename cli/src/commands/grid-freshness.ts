import type { BelfryClient } from "@belfry/client";
import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

type Freshness = Awaited<ReturnType<BelfryClient["freshness"]["list"]>>[number];

export const addGridFreshness: AddCommand = (parent, host) => {
  parent
    .command("freshness")
    .description("show what is complete by its deadline, at risk or late; fails when something is late")
    .argument("[grid]", "only this grid (default: all)")
    .option("--days <number>", "deadlines of so many days", "2")
    .action(
      withContext(host, async (context, grid: string | undefined, options: { readonly days: string }) => {
        const { freshness } = await context.client();
        const query = { days: readWholeNumber("--days", options.days) };
        const items = grid === undefined ? await freshness.list(query) : await freshness.ofGrid(grid, query);
        context.print({ items }, freshnessLines(items).join("\n"));
        return items.some(({ state }) => state === "late") ? ExitCode.failed : ExitCode.ok;
      }),
    );
};

function freshnessLines(items: readonly Freshness[]): string[] {
  if (items.length === 0)
    return ["No task type has a deadline in these days. It is written as `freshness` in the grid."];
  const width = (of: (one: Freshness) => string) => Math.max(...items.map((one) => of(one).length));
  const names = width(({ grid, task }) => `${grid} ${task}`);
  const labels = width(({ period }) => period.label);
  return items.map(({ grid, task, period, state, settled, total, percent, deadlineAt, etaAt }) => {
    const eta = etaAt === null ? "" : `, complete about ${formatInstant(etaAt)}`;
    const counts = `${settled}/${total}, ${percent} %`;
    return `${state.padEnd(7)}  ${`${grid} ${task}`.padEnd(names)}  ${period.label.padEnd(labels)}  ${counts}  by ${formatInstant(deadlineAt)}${eta}`;
  });
}
