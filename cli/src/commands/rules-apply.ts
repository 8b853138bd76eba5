import type { BelfryClient } from "@belfry/client";
import { describePlan } from "../bundle/describe-plan.ts";
import { planImport, type ImportHow, type ImportItem } from "../bundle/plan-import.ts";
import type { Context } from "../context.ts";
import { CliError, type FileProblem } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { readBundle, type FileBundle } from "../yaml/read-bundle.ts";
import type { SourceFile } from "../yaml/read-document.ts";
import { withContext, type AddCommand } from "./command.ts";

interface ApplyOptions {
  readonly check?: boolean;
  readonly enable?: boolean;
  readonly revision?: string;
  readonly note?: string;
  readonly source?: string;
  readonly takeOver?: boolean;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export const addRulesApply: AddCommand = (parent, host) => {
  parent
    .command("apply")
    .description(
      "save rules, calendars and variables from YAML or JSON files and folders, all or none; - reads standard input",
    )
    .argument("<path...>")
    .option("--check", "say what is wrong and save nothing")
    .option("--dry-run", "say what would happen and save nothing")
    .option("--enable", "enable the rules after saving them; else a new one is disabled and the others stay")
    .option("--revision <revision>", "save one rule only when it is still this revision; rules show names it")
    .option("--note <text>", "what you say of the change, for those who look at the versions")
    .option("--source <name>", "the name of these files: the rules are kept in them from now on")
    .option("--take-over", "take rules over that are kept in files of another name")
    .option("--prune", "archive the rules of this source that are not in the files; asks for --yes")
    .option("--yes", "archive what --prune finds")
    .action(
      withContext(host, async (context, paths: string[], options: ApplyOptions) => {
        const files = await readBundle(paths, context.stdin);
        const client = await context.client();
        if (options.check === true) return check(context, client, files, paths);
        const plan = await planImport(client, files, howOf(files, options));
        if (options.dryRun === true) {
          const lines = [...describePlan(plan.items, plan.missingSecrets), "Nothing was saved."];
          context.print({ items: plan.items, missingSecrets: plan.missingSecrets, applied: false }, lines.join("\n"));
          return;
        }
        const leaving = plan.items.filter(({ outcome }) => outcome === "archived").map(({ name }) => name);
        if (leaving.length > 0 && options.yes !== true) throw notAgreed(leaving);
        printSaved(context, (await plan.carryOut()).items);
      }),
    );
};

function howOf({ rules }: FileBundle, options: ApplyOptions): ImportHow {
  const { note, source, takeOver, prune, enable, revision } = options;
  if (revision !== undefined && rules.length !== 1)
    throw wrongOption("--revision goes with one file.", "Apply the files one by one.");
  if (prune === true && source === undefined)
    throw wrongOption("--prune goes with --source.", "Name these files: --source campus-rules.");
  const name = (rules[0]?.data as { readonly rule?: unknown } | undefined)?.rule;
  return {
    ...(note !== undefined && { note }),
    ...(source !== undefined && { source }),
    ...(takeOver === true && { takeOver }),
    ...(prune === true && { prune }),
    ...(enable === true && { enable }),
    ...(revision !== undefined && { expected: { [String(name)]: revision } }),
  };
}

function printSaved(context: Context, items: readonly ImportItem[]): void {
  const rules = items.filter(({ kind }) => kind === "rule");
  const others = items.filter(({ kind }) => kind !== "rule");
  const lines = [
    ...others.map(({ kind, name, outcome }) => `${kind} ${name}: ${outcome}`),
    ...rules.map(lineOf),
    ...rules.flatMap(({ warnings }) => warnings.map(({ message, remedy }) => `  ${message} ${remedy}`)),
  ];
  const idle = rules.find(({ status }) => status === "disabled");
  if (idle !== undefined) lines.push(`A disabled rule does not fire: belfry rules enable ${idle.name}`);
  const saved = rules.map(({ name, outcome, version, status, warnings }) => ({
    rule: name,
    outcome,
    ...(version !== null && { version }),
    status,
    warnings,
  }));
  const named = others.map(({ kind, name, outcome }) => ({ kind, name, outcome }));
  context.print({ items: saved, ...(named.length > 0 && { others: named }) }, lines.join("\n"));
}

function lineOf({ name, outcome, version, status, approval }: ImportItem): string {
  const parts = [outcome, ...(version === null ? [] : [`version ${version}`]), ...(status === null ? [] : [status])];
  const waits = approval === null ? "" : `; approval ${approval.id} waits for a second person`;
  return `${name}: ${[...new Set(parts)].join(", ")}${waits}`;
}

/** Asks what is wrong with each rule alone: that takes no permission to save. */
async function check(
  context: Context,
  client: BelfryClient,
  { rules }: FileBundle,
  paths: readonly string[],
): Promise<void> {
  const problems = (await Promise.all(rules.map((file) => checkFile(client, file)))).flat();
  if (problems.length > 0) {
    const message = problems.length === 1 ? "There is a mistake." : `There are ${problems.length} mistakes.`;
    throw new CliError("RULE_INVALID", message, { remedy: "Nothing was saved.", exitCode: ExitCode.refused, problems });
  }
  const text = rules.length === 1 ? "The rule can be saved." : `All ${rules.length} rules can be saved.`;
  context.print({ valid: true, files: paths }, text);
}

async function checkFile(client: BelfryClient, file: SourceFile): Promise<FileProblem[]> {
  const problems = await client.rules.check(file.data as Record<string, unknown>);
  return problems.map(({ path, position, message, remedy }) => ({
    place: [file.placeOf(path, position), path].filter((part) => part !== "").join(" "),
    message,
    remedy,
  }));
}

function notAgreed(rules: readonly string[]): CliError {
  const message = `These rules are not in the files any more and would be archived: ${rules.join(", ")}.`;
  const remedy = "Nothing was saved. Say --yes if that is meant.";
  return new CliError("PRUNE_NOT_AGREED", message, { remedy, exitCode: ExitCode.refused });
}

function wrongOption(message: string, remedy: string): CliError {
  return new CliError("OPTION_INVALID", message, { remedy, exitCode: ExitCode.usage });
}
