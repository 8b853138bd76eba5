import type { RuleView } from "@belfry/client";
import { withContext, type AddCommand } from "./command.ts";

const verbs = {
  enable: "let rules fire from now on",
  disable: "let rules start nothing new; what runs goes on",
  archive: "put rules away; their executions stay",
  unarchive: "bring archived rules back; they are disabled then",
} as const;

/** `rules enable`, `disable`, `archive` and `unarchive`: the same for each rule that is named. */
export const addRulesStatus: AddCommand = (parent, host) => {
  for (const verb of ["enable", "disable", "archive", "unarchive"] as const) {
    parent
      .command(verb)
      .description(verbs[verb])
      .argument("<rule...>")
      .action(
        withContext(host, async (context, slugs: string[]) => {
          const client = await context.client();
          const items: Answer[] = [];
          for (const slug of slugs) items.push(await client.rules[verb](slug));
          context.print({ items }, items.map(lineOf).join("\n"));
        }),
      );
  }
};

type Answer = RuleView & { readonly approval?: { readonly id: number } | null };

function lineOf({ rule, status, approval }: Answer): string {
  const waits = approval == null ? "" : `; approval ${approval.id} waits for a second person`;
  return `${rule}: ${status}${waits}`;
}
