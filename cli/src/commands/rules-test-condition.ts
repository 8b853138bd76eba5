import type { ConditionTest } from "@belfry/client";
import { parseSource, readDocument } from "../yaml/read-document.ts";
import { withContext, type AddCommand } from "./command.ts";

interface TestOptions {
  readonly event?: string;
  readonly values?: string;
  readonly rule?: string;
}

export const addRulesTestCondition: AddCommand = (parent, host) => {
  parent
    .command("test-condition")
    .description("say what a condition and each of its parts come to; nothing is saved or started")
    .argument("<condition>", "an expression, or groups as YAML: event.data.amount >= 100, {all: [{field: …}]}")
    .option("--event <file>", "a YAML or JSON file with the event; - reads standard input")
    .option("--values <file>", "a YAML or JSON file with inputs and vars")
    .option("--rule <rule>", "whose own variables and defaults of inputs are used")
    .action(
      withContext(host, async (context, condition: string, { event, values, rule }: TestOptions) => {
        const read = async (path: string) => (await readDocument(path, context.stdin)).data;
        const given = values === undefined ? {} : ((await read(values)) as Readonly<Record<string, unknown>>);
        const client = await context.client();
        const tested = await client.rules.testCondition({
          condition: readCondition(condition) as string,
          ...(event !== undefined && { event: await read(event) }),
          ...(given as { inputs?: Record<string, unknown>; vars?: Record<string, unknown> }),
          ...(rule !== undefined && { rule }),
        });
        context.print(tested, describe(tested));
      }),
    );
};

/** Groups are written as an object; everything else is an expression, also one that YAML would read as a number. */
function readCondition(text: string): unknown {
  return /^\s*\{\s*(all|any|not|"all"|"any"|"not")\s*:/.test(text) ? parseSource("condition", text).data : text;
}

function describe({ value, problem, parts, expression }: ConditionTest): string {
  const verdict = problem === undefined ? String(value) : `${problem.message} ${problem.remedy}`;
  const lines = parts.slice(1).map(({ source, depth, value: part, problem: fault }) => {
    return `${"  ".repeat(depth)}${source}  =  ${fault === undefined ? JSON.stringify(part) : fault.message}`;
  });
  return [`${expression}  =  ${verdict}`, ...lines].join("\n");
}
