import type { RuleView } from "@belfry/client";
import { withContext, type AddCommand } from "./command.ts";

const verbs = {
  enable: "let rules fire from now on",
  disable: "let rules start nothing new; what runs goes on",
  archive: "put rules away; their executions stay",
} as const;

/** `rules enable`, `rules disable` and `rules archive`: the same for each rule that is named. */
export const addRulesStatus: AddCommand = (parent, host) => {
  for (const verb of ["enable", "disable", "archive"] as const) {
    parent
      .command(verb)
      .description(verbs[verb])
      .argument("<rule...>")
      .action(
        withContext(host, async (context, slugs: string[]) => {
          const client = await context.client();
          const items: RuleView[] = [];
          for (const slug of slugs) items.push(await client.rules[verb](slug));
          context.print({ items }, items.map(({ rule, status }) => `${rule}: ${status}`).join("\n"));
        }),
      );
  }
};
