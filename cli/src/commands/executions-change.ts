import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

const verbs = {
  cancel: { description: "stop an execution and its children before their next action", done: "is being cancelled" },
  retry: {
    description: "run a failed or cancelled execution again from the action that failed",
    done: "runs again",
  },
} as const;

/** `executions cancel` and `executions retry`. */
export const addExecutionsChange: AddCommand = (parent, host) => {
  for (const verb of ["cancel", "retry"] as const) {
    parent
      .command(verb)
      .description(verbs[verb].description)
      .argument("<execution>")
      .action(
        withContext(host, async (context, id: string) => {
          const execution = await (await context.client()).executions[verb](readWholeNumber("The execution", id));
          context.print(execution, `Execution ${execution.id} ${verbs[verb].done} (${execution.state}).`);
        }),
      );
  }
};
