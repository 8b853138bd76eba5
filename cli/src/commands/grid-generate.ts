import type { BelfryClient } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { readDay, withContext, type AddCommand } from "./command.ts";
import { gridOf } from "./grid-of.ts";

const schedules = ["daily", "weekly", "monthly", "quarterly", "all"] as const;
type Generation = Awaited<ReturnType<BelfryClient["grids"]["generate"]>>;

interface GenerateOptions {
  readonly schedule: string;
  readonly platforms?: string[];
  readonly tasks?: string[];
  readonly date?: string;
}

export const addGridGenerate: AddCommand = (parent, host) => {
  parent
    .command("generate")
    .description("make the cells of a day that are missing, and say what was made; doing it again changes nothing")
    .argument("[grid]", "not needed where there is only one")
    .option("--schedule <name>", `the task types of this schedule: ${schedules.join(", ")}`, "daily")
    .option("--platforms <name...>", "only these values of the first dimension: pdd tm")
    .option("--tasks <name...>", "only these task types")
    .option("--date <day>", "the base date T as YYYY-MM-DD (default: today)")
    .action(
      withContext(host, async (context, name: string | undefined, options: GenerateOptions) => {
        const schedule = schedules.find((known) => known === options.schedule);
        if (schedule === undefined) {
          const remedy = `Write one of ${schedules.join(", ")}.`;
          const message = `--schedule cannot be "${options.schedule}".`;
          throw new CliError("OPTION_INVALID", message, { remedy, exitCode: ExitCode.usage });
        }
        const { grids } = await context.client();
        const grid = await gridOf(grids, name);
        const first = await firstDimension(grids, grid);
        const generation = await grids.generate(grid, {
          schedule,
          ...(options.date !== undefined && { date: readDay("--date", options.date) }),
          ...(options.tasks !== undefined && { tasks: options.tasks }),
          ...(options.platforms !== undefined && { only: { [first]: options.platforms } }),
        });
        context.print(generation, summaryOf(generation).join("\n"));
        return generation.failed === 0 ? ExitCode.ok : ExitCode.failed;
      }),
    );
};

async function firstDimension(grids: BelfryClient["grids"], grid: string): Promise<string> {
  const { dimensions } = (await grids.get(grid)).definition as { readonly dimensions: { dimension: string }[] };
  return dimensions[0]?.dimension ?? "";
}

/** The summary as the task generator printed it, with what was there already apart from what was made. */
function summaryOf({ platforms, tasks, failed, created, existing, baseDate }: Generation): string[] {
  const lines = [
    `基准日期: ${baseDate}`,
    `平台数: ${platforms.length}`,
    `任务类型数: ${tasks.length}`,
    `成功: ${tasks.length - failed}`,
    `失败: ${failed}`,
    `生成任务数: ${created}`,
    `已存在: ${existing}`,
  ];
  if (tasks.length === 0) lines.push("", "没有任务类型符合条件；任务类型见 belfry grid show");
  for (const task of tasks) {
    lines.push(
      "",
      `[${task.task}] ${task.name}`,
      ...(task.column === null ? [] : [`  状态字段: ${task.column}`]),
      `  目标日期: ${task.period?.label ?? "-"}`,
      `  生成数量: ${task.created}`,
      `  已存在: ${task.existing}`,
      ...(task.error === null ? [] : [`  错误: ${task.error.message}`]),
    );
  }
  return lines;
}
