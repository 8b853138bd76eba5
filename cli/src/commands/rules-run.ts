import { ExitCode } from "../errors/exit-code.ts";
import { withContext, type AddCommand } from "./command.ts";
import { readInputs, type InputOptions } from "./read-inputs.ts";
import { untilEnded } from "./until-ended.ts";

interface RunOptions extends InputOptions {
  readonly key?: string;
  readonly wait?: boolean;
}

export const addRulesRun: AddCommand = (parent, host) => {
  parent
    .command("run")
    .description("start a rule by hand")
    .argument("<rule>")
    .option("--input <name=value...>", "one input; the value is read as YAML: 5, true, [a, b], text")
    .option("--inputs <file>", "all inputs from a YAML or JSON file; - reads standard input")
    .option("--key <key>", "start it only once for this key")
    .option("--wait", "wait until it has ended; exit code 1 unless it succeeded")
    .action(
      withContext(host, async (context, rule: string, options: RunOptions) => {
        const inputs = await readInputs(options, context.stdin);
        const client = await context.client();
        const started = await client.rules.trigger(rule, {
          ...(inputs !== undefined && { inputs }),
          ...(options.key !== undefined && { idempotencyKey: options.key }),
        });
        const { fate, executionId, detail } = started;
        if (executionId === null) {
          context.print(started, `Nothing was started: ${fate}${detail === null ? "" : ` ${JSON.stringify(detail)}`}`);
          return ExitCode.refused;
        }
        if (options.wait !== true) {
          context.print(started, `Execution ${executionId} has begun. Follow it: belfry logs -f ${executionId}`);
          return ExitCode.ok;
        }
        const ended = await untilEnded(context, client, executionId);
        const why = ended.failure === null ? "" : `: ${ended.failure.message}`;
        context.print(ended, `Execution ${executionId} of ${rule}: ${ended.state}${why}`);
        return ended.state === "success" ? ExitCode.ok : ExitCode.failed;
      }),
    );
};
