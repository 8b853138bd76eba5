import { isBelfryProblem, type BelfryClient, type RuleView } from "@belfry/client";
import type { Context } from "../context.ts";
import { CliError, type FileProblem } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { readDocument, type SourceFile } from "../yaml/read-document.ts";
import { withContext, type AddCommand } from "./command.ts";

interface ApplyOptions {
  readonly check?: boolean;
  readonly enable?: boolean;
  readonly revision?: string;
}

export const addRulesApply: AddCommand = (parent, host) => {
  parent
    .command("apply")
    .description("save rules from YAML or JSON files; - reads standard input")
    .argument("<file...>")
    .option("--check", "say what is wrong and save nothing")
    .option("--enable", "enable the rules after saving them")
    .option("--revision <revision>", "save one rule only when it is still this revision; rules show names it")
    .action(
      withContext(host, async (context, paths: string[], options: ApplyOptions) => {
        const files = await Promise.all(paths.map((path) => readDocument(path, context.stdin)));
        const client = await context.client();
        // All files are checked before the first is saved: a mistake in the last one must not leave half of them behind.
        const bases = await Promise.all(files.map((file) => readBase(client, file, options, files.length)));
        const problems = (await Promise.all(files.map((file) => checkFile(client, file)))).flat();
        if (problems.length > 0) throw invalid(problems);
        if (options.check === true) {
          const text = files.length === 1 ? "The rule can be saved." : `All ${files.length} rules can be saved.`;
          context.print({ valid: true, files: paths }, text);
          return;
        }
        await saveAll(
          context,
          client,
          files.map((file, n) => ({ file, base: bases[n] })),
          options,
        );
      }),
    );
};

type Warning = Awaited<ReturnType<BelfryClient["rules"]["save"]>>["warnings"][number];

async function saveAll(
  context: Context,
  client: BelfryClient,
  files: readonly { readonly file: SourceFile; readonly base: string | undefined }[],
  options: ApplyOptions,
): Promise<void> {
  const saved: {
    rule: string;
    outcome: string;
    version: number;
    status: RuleView["status"];
    warnings: readonly Warning[];
  }[] = [];
  for (const { file, base } of files) {
    const definition = file.data as Record<string, unknown>;
    const change = base === undefined ? { onlyCreate: true } : { ifRevision: base };
    const { rule, outcome, warnings } = await client.rules.save(String(definition["rule"]), definition, change);
    const { status } =
      options.enable === true ? await client.rules.enable(rule.rule, { ifRevision: rule.revision }) : rule;
    saved.push({ rule: rule.rule, outcome, version: rule.version, status, warnings });
  }
  const lines = saved.map(({ rule, outcome, version, status }) => `${rule}: ${outcome}, version ${version}, ${status}`);
  for (const { warnings } of saved) lines.push(...warnings.map(({ message, remedy }) => `  ${message} ${remedy}`));
  const idle = saved.find(({ status }) => status === "disabled");
  if (idle !== undefined) lines.push(`A disabled rule does not fire: belfry rules enable ${idle.rule}`);
  context.print({ items: saved }, lines.join("\n"));
}

/**
 * The revision that a file replaces: the present one, so that what others save between the check and our save is not
 * overwritten unseen, or the one that was named. Nothing for a rule that does not exist yet.
 */
async function readBase(
  client: BelfryClient,
  file: SourceFile,
  { revision }: ApplyOptions,
  fileCount: number,
): Promise<string | undefined> {
  if (revision !== undefined) {
    if (fileCount === 1) return revision;
    const remedy = "Apply the files one by one.";
    throw new CliError("OPTION_INVALID", "--revision goes with one file.", { remedy, exitCode: ExitCode.usage });
  }
  const rule = isObject(file.data) ? file.data["rule"] : undefined;
  // What is wrong with a file is said by its check.
  if (typeof rule !== "string" || !/^[a-z0-9][a-z0-9-]{0,62}$/.test(rule)) return undefined;
  try {
    return (await client.rules.get(rule)).revision;
  } catch (error) {
    if (isBelfryProblem(error, "RULE_NOT_FOUND")) return undefined;
    throw error;
  }
}

function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

async function checkFile(client: BelfryClient, file: SourceFile): Promise<FileProblem[]> {
  const { data } = file;
  if (!isObject(data)) {
    const remedy = "A rule is an object with rule, name and actions.";
    return [{ place: file.placeOf(""), message: "This is no rule.", remedy }];
  }
  const problems = await client.rules.check(data);
  return problems.map(({ path, position, message, remedy }) => ({
    place: [file.placeOf(path, position), path].filter((part) => part !== "").join(" "),
    message,
    remedy,
  }));
}

function invalid(problems: readonly FileProblem[]): CliError {
  const message = problems.length === 1 ? "There is a mistake." : `There are ${problems.length} mistakes.`;
  return new CliError("RULE_INVALID", message, { remedy: "Nothing was saved.", exitCode: ExitCode.refused, problems });
}
