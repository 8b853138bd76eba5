import { writeFile, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DryRun } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { describeDryRun } from "../output/describe-dry-run.ts";
import { readDocument } from "../yaml/read-document.ts";
import { withContext, type AddCommand } from "./command.ts";
import { readInputs, type InputOptions } from "./read-inputs.ts";

interface DryRunOptions extends InputOptions {
  readonly file?: string;
  readonly at?: string;
  readonly event?: string;
  readonly maxItems?: string;
  readonly save?: string;
}

type Trigger = NonNullable<Parameters<typeof describeDryRun>[0]>["trigger"];

export const addRulesDryRun: AddCommand = (parent, host) => {
  parent
    .command("dry-run")
    .description("try a rule out with real data and say step by step what it would do; nothing is sent or written")
    .argument("<rule>")
    .option("--file <file>", "try this definition in the place of the saved one; - reads standard input")
    .option("--at <time>", "as if its schedule fired at this time: 2026-02-16T06:00:00+08:00")
    .option("--event <file|id>", "as if this event came: a YAML or JSON file, or the number of one that came before")
    .option("--input <name=value...>", "one input; the value is read as YAML: 5, true, [a, b], text")
    .option("--inputs <file>", "all inputs from a YAML or JSON file; - reads standard input")
    .option("--max-items <count>", "how many items of a list are tried (default: 5)")
    .option("--save <folder>", "keep the files that it would have written in this folder")
    .action(
      withContext(host, async (context, rule: string, options: DryRunOptions) => {
        const { file, at, event, maxItems, save } = options;
        const read = async (path: string) => (await readDocument(path, context.stdin)).data;
        const inputs = await readInputs(options, context.stdin);
        const trigger = {
          ...(at !== undefined && { at }),
          ...(event !== undefined && (/^\d+$/.test(event) ? { eventId: Number(event) } : { event: await read(event) })),
          ...(inputs !== undefined && { inputs }),
        };
        const client = await context.client();
        const tried = await client.rules.dryRun(rule, {
          ...(file !== undefined && { definition: (await read(file)) as Record<string, unknown> }),
          ...(Object.keys(trigger).length > 0 && { trigger: trigger as Trigger }),
          ...(maxItems !== undefined && { maxItems: wholeNumber(maxItems) }),
        });
        const saved = save === undefined ? [] : await saveFiles(tried, save);
        context.print(tried, [describeDryRun(tried), ...saved.map((path) => `Saved ${path}`)].join("\n"));
        const wouldFail = tried.runs[0]?.state !== "success" && tried.fate !== "condition-false";
        return wouldFail ? ExitCode.failed : ExitCode.ok;
      }),
    );
};

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const remedy = "Write a whole number: --max-items 20.";
  throw new CliError("REQUEST_INVALID", `"${text}" is no number of items.`, { remedy, exitCode: ExitCode.usage });
}

/** Writes the files of all steps into a folder; two of one name get numbers. */
async function saveFiles({ runs }: DryRun, folder: string): Promise<string[]> {
  const files = runs.flatMap(({ steps }) => steps.flatMap((step) => step.files));
  await mkdir(folder, { recursive: true });
  const used = new Set<string>();
  const saved: string[] = [];
  for (const { name, content } of files) {
    if (content === null) continue;
    // A name from a rule must not lead out of the folder.
    const plain = basename(name.replaceAll("\\", "/"));
    let free = plain;
    for (let number = 2; used.has(free); number += 1) free = `${number}-${plain}`;
    used.add(free);
    const path = join(folder, free);
    await writeFile(path, Buffer.from(content, "base64"));
    saved.push(path);
  }
  return saved;
}
