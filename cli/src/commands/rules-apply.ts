import type { BelfryClient, RuleView } from "@belfry/client";
import type { Context } from "../context.ts";
import { CliError, type FileProblem } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { readDocument, type SourceFile } from "../yaml/read-document.ts";
import { withContext, type AddCommand } from "./command.ts";

interface ApplyOptions {
  readonly check?: boolean;
  readonly enable?: boolean;
}

export const addRulesApply: AddCommand = (parent, host) => {
  parent
    .command("apply")
    .description("save rules from YAML or JSON files; - reads standard input")
    .argument("<file...>")
    .option("--check", "say what is wrong and save nothing")
    .option("--enable", "enable the rules after saving them")
    .action(
      withContext(host, async (context, paths: string[], options: ApplyOptions) => {
        const files = await Promise.all(paths.map((path) => readDocument(path, context.stdin)));
        const client = await context.client();
        // All files are checked before the first is saved: a mistake in the last one must not leave half of them behind.
        const problems = (await Promise.all(files.map((file) => checkFile(client, file)))).flat();
        if (problems.length > 0) throw invalid(problems);
        if (options.check === true) {
          const text = files.length === 1 ? "The rule can be saved." : `All ${files.length} rules can be saved.`;
          context.print({ valid: true, files: paths }, text);
          return;
        }
        await saveAll(context, client, files, options);
      }),
    );
};

async function saveAll(
  context: Context,
  client: BelfryClient,
  files: readonly SourceFile[],
  options: ApplyOptions,
): Promise<void> {
  const saved: { rule: string; outcome: string; version: number; status: RuleView["status"] }[] = [];
  for (const file of files) {
    const definition = file.data as Record<string, unknown>;
    const { rule, outcome } = await client.rules.save(String(definition["rule"]), definition);
    const { status } = options.enable === true ? await client.rules.enable(rule.rule) : rule;
    saved.push({ rule: rule.rule, outcome, version: rule.version, status });
  }
  const lines = saved.map(({ rule, outcome, version, status }) => `${rule}: ${outcome}, version ${version}, ${status}`);
  const idle = saved.find(({ status }) => status === "disabled");
  if (idle !== undefined) lines.push(`A disabled rule does not fire: belfry rules enable ${idle.rule}`);
  context.print({ items: saved }, lines.join("\n"));
}

async function checkFile(client: BelfryClient, file: SourceFile): Promise<FileProblem[]> {
  const { data } = file;
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    const remedy = "A rule is an object with rule, name and actions.";
    return [{ place: file.placeOf(""), message: "This is no rule.", remedy }];
  }
  const problems = await client.rules.check(data as Record<string, unknown>);
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
