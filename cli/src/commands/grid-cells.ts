import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readDay, readWholeNumber, withContext, type AddCommand } from "./command.ts";
import { gridOf } from "./grid-of.ts";

interface CellOptions {
  readonly period?: string;
  readonly from?: string;
  readonly tasks?: string;
  readonly states?: string;
  readonly only?: string;
  readonly text?: string;
  readonly limit: string;
  readonly cursor?: string;
}

export const addGridCells: AddCommand = (parent, host) => {
  parent
    .command("cells")
    .description("list cells: the newest period first, with their state and why they are in it")
    .argument("[grid]", "not needed where there is only one")
    .option("--period <label>", "only this period, like 2025-10-03")
    .option("--from <day>", "periods that begin on this day or later (default: 31 days ago)")
    .option("--tasks <names>", "only these task types: badscore,chat")
    .option("--states <names>", "only these states: pending,running,done,failed,skipped,retired")
    .option("--only <selection>", "only these members: platform=pdd,tm;shop=A")
    .option("--text <text>", "only members one of whose names holds this")
    .option("--limit <number>", "how many, at most 200", "50")
    .option("--cursor <cursor>", "where the next page begins")
    .action(
      withContext(host, async (context, name: string | undefined, { limit, from, ...options }: CellOptions) => {
        const { grids } = await context.client();
        const page = await grids.cells(await gridOf(grids, name), {
          ...options,
          limit: readWholeNumber("--limit", limit),
          ...(from !== undefined && { from: readDay("--from", from) }),
        });
        const rows = page.items.map(({ task, period, member, state, attempt, reason, heldBy, updatedAt }) => [
          period.label,
          task,
          Object.values(member).join(" / "),
          state,
          String(attempt),
          formatInstant(updatedAt),
          reason ?? heldBy ?? "",
        ]);
        const heads = ["PERIOD", "TASK TYPE", "MEMBER", "STATE", "TRIES", "CHANGED"].map((head) => ({ head }));
        const table = formatTable([...heads, { head: "WHY, OR WHO WORKS ON IT", flexible: true }], rows, context.width);
        const more = page.nextCursor === null ? "" : `\nMore: --cursor ${page.nextCursor}`;
        context.print(page, rows.length === 0 ? "There are no such cells." : table + more);
      }),
    );
};

export const addGridGenerations: AddCommand = (parent, host) => {
  parent
    .command("generations")
    .description("list what generations came to, the newest first")
    .argument("[grid]", "not needed where there is only one")
    .option("--limit <number>", "how many, at most 200", "20")
    .option("--cursor <cursor>", "where the next page begins")
    .action(
      withContext(
        host,
        async (context, name: string | undefined, { limit, cursor }: Pick<CellOptions, "limit" | "cursor">) => {
          const { grids } = await context.client();
          const page = await grids.generations(await gridOf(grids, name), {
            limit: readWholeNumber("--limit", limit),
            ...(cursor !== undefined && { cursor }),
          });
          const rows = page.items.map(({ createdAt, baseDate, askedBy, executionId, results }) => [
            formatInstant(createdAt),
            baseDate,
            executionId === null ? askedBy : `execution ${executionId}`,
            String(results.reduce((sum, { created }) => sum + created, 0)),
            String(results.reduce((sum, { existing }) => sum + existing, 0)),
            results.flatMap(({ task, error }) => (error === null ? [] : [`${task}: ${error.message}`])).join("; "),
          ]);
          const heads = ["AT", "BASE DATE", "BY", "CREATED", "EXISTING"].map((head) => ({ head }));
          const table = formatTable([...heads, { head: "FAILED", flexible: true }], rows, context.width);
          const more = page.nextCursor === null ? "" : `\nMore: --cursor ${page.nextCursor}`;
          context.print(page, rows.length === 0 ? "Nothing was generated yet." : table + more);
        },
      ),
    );
};
