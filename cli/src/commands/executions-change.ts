import { oneOf } from "./failures.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

export const addExecutionsCancel: AddCommand = (parent, host) => {
  parent
    .command("cancel")
    .description("stop an execution and its children before their next action")
    .argument("<execution>")
    .action(
      withContext(host, async (context, id: string) => {
        const execution = await (await context.client()).executions.cancel(readWholeNumber("The execution", id));
        context.print(execution, `Execution ${execution.id} is being cancelled (${execution.state}).`);
      }),
    );
};

interface RetryOptions {
  readonly from: string;
  readonly ruleVersion: string;
  readonly note?: string;
}

export const addExecutionsRetry: AddCommand = (parent, host) => {
  parent
    .command("retry")
    .description("run a failed or cancelled execution again")
    .argument("<execution>")
    .option("--from <place>", "failed: from the action that failed; start: everything, as a new execution", "failed")
    .option("--rule-version <version>", "of its rule: same or latest", "same")
    .option("--note <text>", "why, for the audit trail")
    .action(
      withContext(host, async (context, id: string, { from, ruleVersion, note }: RetryOptions) => {
        const choice = {
          from: oneOf("--from", from, ["failed", "start"]),
          version: oneOf("--rule-version", ruleVersion, ["same", "latest"]),
          ...(note !== undefined && { note }),
        };
        const number = readWholeNumber("The execution", id);
        const execution = await (await context.client()).executions.retry(number, choice);
        const how = execution.id === number ? "runs again" : `runs in the place of ${number}`;
        context.print(execution, `Execution ${execution.id} ${how} (${execution.state}).`);
      }),
    );
};
