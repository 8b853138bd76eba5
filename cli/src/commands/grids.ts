import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readDocument } from "../yaml/read-document.ts";
import { readDay, withContext, type AddCommand } from "./command.ts";
import { gridOf } from "./grid-of.ts";
import { generationLines } from "./grid-preview.ts";

export const addGridList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the task grids")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).grids.list();
        const rows = items.map(({ definition, members, updatedAt, updatedBy }) => [
          String(definition["grid"]),
          String(listIn(definition, "taskTypes").length),
          String(members),
          formatInstant(updatedAt),
          updatedBy,
          String(definition["name"]),
        ]);
        const heads = ["GRID", "TASK TYPES", "MEMBERS", "CHANGED", "BY"].map((head) => ({ head }));
        const columns = [...heads, { head: "NAME", flexible: true }];
        context.print(
          { items },
          rows.length === 0
            ? "There are no grids. Save one: belfry grid apply FILE"
            : formatTable(columns, rows, context.width),
        );
      }),
    );
};

export const addGridShow: AddCommand = (parent, host) => {
  parent
    .command("show")
    .description("show the task types of a grid and its next generations with their dates")
    .argument("[grid]", "not needed where there is only one")
    .action(
      withContext(host, async (context, name: string | undefined) => {
        const { grids } = await context.client();
        const grid = await gridOf(grids, name);
        const [found, generations] = await Promise.all([grids.get(grid), grids.preview(grid, 3)]);
        const { definition, members } = found;
        const dimensions = listIn(definition, "dimensions").map(({ dimension }) => String(dimension));
        const tasks = listIn(definition, "taskTypes").map((task) => [
          String(task["task"]),
          String(task["schedule"]),
          periodText(task["period"]),
          task["enabled"] === false ? "off" : "on",
          textIn(task, "rule", "external"),
          textIn(task, "column", ""),
          String(task["name"]),
        ]);
        const heads = ["TASK TYPE", "SCHEDULE", "PERIOD", "STATE", "RUNS", "COLUMN"].map((head) => ({ head }));
        const lines = [
          `${grid}: ${String(definition["name"])}`,
          `${dimensions.join(" × ")}, ${members} members`,
          "",
          formatTable([...heads, { head: "NAME", flexible: true }], tasks, context.width),
          "",
          ...(generations.length === 0 ? [] : ["Next generations:"]),
          ...generationLines(grid, generations),
        ];
        context.print({ ...found, next: generations }, lines.join("\n"));
      }),
    );
};

export const addGridApply: AddCommand = (parent, host) => {
  parent
    .command("apply")
    .description("save a grid from a YAML or JSON file; - reads standard input")
    .argument("<file>")
    .action(
      withContext(host, async (context, path: string) => {
        const data = (await readDocument(path, context.stdin)).data;
        if (!isGrid(data)) {
          const remedy = "A grid is an object with grid, name, dimensions and taskTypes.";
          throw new CliError("FILE_INVALID", `${path} holds no grid.`, { remedy, exitCode: ExitCode.refused });
        }
        const saved = await (await context.client()).grids.save(data);
        context.print(saved, `Saved ${data.grid}: ${listIn(saved.definition, "taskTypes").length} task types.`);
      }),
    );
};

export const addGridRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove a grid with its members and cells")
    .argument("<grid>")
    .action(
      withContext(host, async (context, grid: string) => {
        await (await context.client()).grids.remove(grid);
        context.print({ removed: grid }, `Removed ${grid}.`);
      }),
    );
};

export const addGridStatus: AddCommand = (parent, host) => {
  parent
    .command("status")
    .description("show how many cells of each task type and period are in each state")
    .argument("[grid]", "not needed where there is only one")
    .option("--from <day>", "periods that begin on this day or later (default: 31 days ago)")
    .option("--period <label>", "only this period, like 2025-10-03")
    .option("--by <dimension>", "apart for each value of a dimension, like platform")
    .action(
      withContext(
        host,
        async (context, name: string | undefined, options: { from?: string; period?: string; by?: string }) => {
          const { grids } = await context.client();
          const grid = await gridOf(grids, name);
          const { from, ...rest } = options;
          const items = await grids.counts(grid, {
            ...rest,
            ...(from !== undefined && { from: readDay("--from", from) }),
          });
          const rows = items.map(({ task, period, of, total, states }) => [
            period.label,
            task,
            ...Object.values(of),
            `${states.done}/${total}`,
            ...[states.pending, states.running, states.failed, states.skipped, states.retired].map(String),
          ]);
          const by = options.by === undefined ? [] : [options.by.toUpperCase()];
          const heads = ["PERIOD", "TASK TYPE", ...by, "DONE", "PENDING", "RUNNING", "FAILED", "SKIPPED", "RETIRED"];
          const table = formatTable(
            heads.map((head) => ({ head })),
            rows,
            context.width,
          );
          context.print(
            { grid, items },
            rows.length === 0 ? "There are no such cells. They are made by: belfry grid generate" : table,
          );
        },
      ),
    );
};

function listIn(definition: Readonly<Record<string, unknown>>, key: string): readonly Record<string, unknown>[] {
  const value = definition[key];
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}

function textIn(task: Readonly<Record<string, unknown>>, key: string, otherwise: string): string {
  const value = task[key];
  return typeof value === "string" ? value : otherwise;
}

function periodText(period: unknown): string {
  return typeof period === "string" ? period : JSON.stringify(period);
}

function isGrid(data: unknown): data is { readonly grid: string } & Record<string, unknown> {
  return typeof data === "object" && data !== null && "grid" in data && typeof data.grid === "string";
}
