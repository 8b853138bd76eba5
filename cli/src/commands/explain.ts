import type { BelfryClient, Explanation } from "@belfry/client";
import type { Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { explanationText } from "../output/explanation-text.ts";
import { readInstant, readWholeNumber, withContext, type AddCommand } from "./command.ts";

interface ExplainOptions {
  readonly at?: string;
  readonly trigger?: string;
  readonly rule?: string;
  readonly verbose?: boolean;
}

const examples = `
Examples:
  belfry explain nightly-report                            what it does now, and next
  belfry explain nightly-report --at 2026-02-16T06:00:00   why it fired then, why not, or whether it will
  belfry explain event 42                                  what became of an event, and why
  belfry explain execution 7                               why it was started, what it waits for, how it ended`;

export const addExplain: AddCommand = (parent, host) => {
  parent
    .command("explain")
    .description(
      "say why a rule fired at a time, why not, or whether it will; or what became of an event or an execution",
    )
    .argument("<rule>", "a rule; or the word event or execution, and its number")
    .argument("[id]", "the number of the event or execution")
    .option("--at <time>", "a rule at this time, past or future; now when left out")
    .option("--trigger <trigger>", "only this trigger of the rule")
    .option("--rule <rule>", "an event at this rule only")
    .option("-v, --verbose", "the values of each step as well")
    .addHelpText("after", examples)
    .action(
      withContext(host, async (context, what: string, id: string | undefined, options: ExplainOptions) => {
        const explanation = await ask(await context.client(), what, id, options);
        context.print(explanation, explanationText(explanation, styleOf(context, options)));
      }),
    );
};

async function ask(
  { rules, events, executions }: BelfryClient,
  what: string,
  id: string | undefined,
  { at, trigger, rule }: ExplainOptions,
): Promise<Explanation> {
  if (what === "event" && id !== undefined) return events.explain(readWholeNumber("<id>", id), rule);
  if (what === "execution" && id !== undefined) return executions.explain(readWholeNumber("<id>", id));
  if (id !== undefined) {
    throw new CliError("OPTION_INVALID", `${what} is neither event nor execution.`, {
      remedy: "Write belfry explain RULE --at TIME, belfry explain event ID or belfry explain execution ID.",
      exitCode: ExitCode.usage,
    });
  }
  return rules.explain(what, {
    ...(at !== undefined && { at: readInstant("--at", at) }),
    ...(trigger !== undefined && { trigger }),
  });
}

function styleOf({ config }: Context, { verbose = false }: ExplainOptions) {
  return { language: config.language, verbose };
}
