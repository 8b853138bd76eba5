import { withContext, type AddCommand } from "./command.ts";

const ends = {
  removed: "removed",
  archived: "archived: what it did stays",
  waiting: "as it was",
} as const;

export const addRulesRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove a rule that never did anything; any other is archived")
    .argument("<rule>")
    .action(
      withContext(host, async (context, rule: string) => {
        const removed = await (await context.client()).rules.remove(rule);
        const { outcome, approval } = removed;
        const waits = approval === null ? "" : `; approval ${approval.id} waits for a second person`;
        context.print({ rule, ...removed }, `${rule}: ${ends[outcome]}${waits}`);
      }),
    );
};
