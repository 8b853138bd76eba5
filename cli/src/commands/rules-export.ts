import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { BelfryClient } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { readIfThere } from "../read-if-there.ts";
import { parseSources } from "../yaml/read-document.ts";
import { toYaml } from "../yaml/rule-yaml.ts";
import { withContext, type AddCommand } from "./command.ts";

interface ExportOptions {
  readonly all?: boolean;
  readonly folder?: string;
  readonly label?: string;
  readonly source?: string;
  readonly output?: string;
  readonly force?: boolean;
}

type Exported = Awaited<ReturnType<BelfryClient["rules"]["export"]>>;

interface OneFile {
  readonly path: string;
  readonly data: unknown;
}

export const addRulesExport: AddCommand = (parent, host) => {
  parent
    .command("export")
    .description("write rules as YAML with the calendars and variables they need; secrets are only named")
    .argument("[rule...]")
    .option("--all", "all that are not archived")
    .option("--folder <folder>", "those in this folder and below it")
    .option("--label <label=value>", "those with this label")
    .option("--source <name>", "those that are kept in the files of this name")
    .option("-o, --output <path>", "a file that ends with .yaml, or a folder for one file each; else standard output")
    .option("--force", "overwrite files that say something else")
    .action(
      withContext(host, async (context, rules: string[], options: ExportOptions) => {
        const { all, folder, label, source, output, force } = options;
        const isChosen = [rules.length > 0, all, folder, label, source].some(
          (one) => one !== undefined && one !== false,
        );
        if (!isChosen || (rules.length > 0 && [all, folder, label, source].some((one) => one !== undefined)))
          throw new CliError("OPTION_INVALID", "Name the rules, or say which: --all, --folder, --label, --source.", {
            remedy: "Do one of both.",
            exitCode: ExitCode.usage,
          });
        const exported = await (
          await context.client()
        ).rules.export({
          ...(rules.length > 0 && { rules: rules.join(",") }),
          ...(folder !== undefined && { folder }),
          ...(label !== undefined && { label }),
          ...(source !== undefined && { source }),
        });
        if (output === undefined) {
          if (context.json) context.print(exported, "");
          else context.write(oneText(exported));
          return;
        }
        const written = /\.ya?ml$/.test(output)
          ? await writeOne(output, oneText(exported), force === true)
          : await writeFolder(output, exported, force === true);
        const lines = [...written.map((path) => `wrote ${path}`), ...needsOf(exported)];
        context.print({ written, needs: exported.needs }, lines.length === 0 ? "Nothing differs." : lines.join("\n"));
      }),
    );
};

/** All in one file, with what it needs besides as its first lines. */
function oneText(exported: Exported): string {
  const head = needsOf(exported).map((line) => `# ${line}\n`);
  return (
    head.join("") +
    filesOf(exported)
      .map(({ data }) => toYaml(data))
      .join("---\n")
  );
}

function filesOf({ rules, calendars, variables }: Exported): OneFile[] {
  return [
    ...(Object.keys(variables).length === 0 ? [] : [{ path: "variables.yaml", data: { variables } }]),
    ...calendars.map((data) => ({ path: join("calendars", `${String(data["calendar"])}.yaml`), data })),
    ...rules.map((data) => ({
      path: join("rules", typeof data["folder"] === "string" ? data["folder"] : "", `${String(data["rule"])}.yaml`),
      data,
    })),
  ];
}

function needsOf({ needs }: Exported): string[] {
  return Object.entries(needs).flatMap(([kind, names]) =>
    names.length === 0 ? [] : [`Needs ${kind} that are not in here: ${names.join(", ")}`],
  );
}

/** A file that says the same is left alone, with its comments; one that says something else is not overwritten unasked. */
async function writeFolder(folder: string, exported: Exported, force: boolean): Promise<string[]> {
  const writes: { readonly path: string; readonly text: string }[] = [];
  const differing: string[] = [];
  for (const { path, data } of filesOf(exported)) {
    const place = join(folder, path);
    // What a server calls a folder must not lead out of the one that was named here.
    if (!resolve(place).startsWith(resolve(folder) + sep)) throw leadsOutside(place);
    const present = await readIfThere(place);
    const isSame =
      present !== undefined &&
      isDeepStrictEqual(
        parseSources(place, present).map((one) => one.data),
        [data],
      );
    if (isSame) continue;
    if (present !== undefined) differing.push(place);
    writes.push({ path: place, text: toYaml(data) });
  }
  if (differing.length > 0 && !force) throw wouldOverwrite(differing);
  for (const { path, text } of writes) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return writes.map(({ path }) => path);
}

async function writeOne(path: string, text: string, force: boolean): Promise<string[]> {
  const present = await readIfThere(path);
  if (present?.trim() === text.trim()) return [];
  if (present !== undefined && !force) throw wouldOverwrite([path]);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return [path];
}

function wouldOverwrite(paths: readonly string[]): CliError {
  const message = `These files say something else: ${paths.join(", ")}.`;
  const remedy = "Nothing was written. Look at them with belfry rules diff, and say --force to overwrite them.";
  return new CliError("FILE_EXISTS", message, { remedy, exitCode: ExitCode.refused });
}

function leadsOutside(path: string): CliError {
  const remedy = "Nothing was written. Is this the right server?";
  return new CliError("FILE_OUTSIDE", `${path} lies outside of the folder.`, { remedy, exitCode: ExitCode.refused });
}
