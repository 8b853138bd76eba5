import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { stringify as toYaml } from "yaml";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { lintConfig, type Finding } from "../import-platform/lint-config.ts";
import { planGrid, type PlannedGrid } from "../import-platform/plan-grid.ts";
import { readPlatformConfig, type Platform } from "../import-platform/platform-config.ts";
import { PythonProblem } from "../import-platform/python-value.ts";
import { readText } from "../yaml/read-document.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

interface ImportOptions {
  readonly grid: string;
  readonly scripts?: string;
  readonly columnLength: string;
  readonly apply?: boolean;
}

/** More is no configuration any more. */
const LARGEST_FILE = 1_000_000;

export const addImportPlatformConfig: AddCommand = (parent, host) => {
  parent
    .command("platform-config")
    .description(
      "turn the platform_config.py of the task generator into a grid, and say what is wrong in it; the file is read, never executed",
    )
    .argument("<file>", "Python; - reads standard input")
    .option("--grid <name>", "what the grid is to be called", "shop-tasks")
    .option("--scripts <folder>", "where the scripts lie (default: the folder above that of the file)")
    .option("--column-length <number>", "how many characters the column time_period of your table takes", "20")
    .option("--apply", "save the grid; else it is printed as YAML for belfry grid apply")
    .action(
      withContext(host, async (context, path: string, options: ImportOptions) => {
        const columnLength = readWholeNumber("--column-length", options.columnLength);
        const platforms = platformsIn(path, await readText(path, context.stdin));
        const scripts = await scriptFolder(path, options.scripts, platforms);
        const findings = await lintConfig(platforms, { columnLength, ...(scripts !== undefined && { scripts }) });
        const grid = planGrid(platforms, options.grid);
        if (options.apply === true) {
          await (await context.client()).grids.save(grid);
          const lines = [`Saved ${grid.grid}: ${grid.taskTypes.length} task types.`, ...findings.map(lineOf)];
          context.print({ grid, findings, applied: true }, lines.join("\n"));
          return;
        }
        context.print({ grid, findings, applied: false }, written(grid, findings));
      }),
    );
};

/** @throws CliError FILE_INVALID with the line */
function platformsIn(path: string, source: string): Platform[] {
  try {
    if (source.length > LARGEST_FILE)
      throw new PythonProblem(1, "The file is larger than 1 MB.", "Keep only the configuration in it.");
    return readPlatformConfig(source);
  } catch (error) {
    if (!(error instanceof PythonProblem)) throw error;
    const { line, message, remedy } = error;
    const name = path === "-" ? "stdin" : path;
    throw new CliError("FILE_INVALID", `${name} cannot be read as a platform configuration.`, {
      remedy: "Nothing was changed.",
      exitCode: ExitCode.refused,
      problems: [{ place: `${name}:${line}`, message, remedy }],
    });
  }
}

/** Where the scripts are looked for; nothing where no platform has a folder there: then all of them would be missing. */
async function scriptFolder(
  path: string,
  given: string | undefined,
  platforms: readonly Platform[],
): Promise<string | undefined> {
  if (given !== undefined) {
    if (await isFolder(given)) return given;
    const remedy = "Name the folder that the paths of the scripts begin in.";
    throw new CliError("OPTION_INVALID", `There is no folder ${given}.`, { remedy, exitCode: ExitCode.usage });
  }
  if (path === "-") return undefined;
  const folder = dirname(dirname(resolve(path)));
  for (const { platform } of platforms) if (await isFolder(resolve(folder, platform))) return folder;
  return undefined;
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

function lineOf({ line, task, message, remedy }: Finding): string {
  return `warning    line ${line}, ${task}: ${message} ${remedy}`;
}

/** YAML that is a grid as it stands; what was found stands above it as comments. */
function written(grid: PlannedGrid, findings: readonly Finding[]): string {
  return [...findings.map((finding) => `# ${lineOf(finding)}`), toYaml(grid, { lineWidth: 0 }).trimEnd()].join("\n");
}
