import { describePlan } from "../bundle/describe-plan.ts";
import { planImport } from "../bundle/plan-import.ts";
import { readBundle } from "../yaml/read-bundle.ts";
import { withContext, type AddCommand } from "./command.ts";

interface ImportOptions {
  readonly yes?: boolean;
  readonly enable?: boolean;
  readonly note?: string;
}

/** `rules import`: what `rules export` wrote elsewhere; shows the plan first. */
export const addRulesImport: AddCommand = (parent, host) => {
  parent
    .command("import")
    .description("take over rules that were exported elsewhere, all or none: shows the plan, and does it with --yes")
    .argument("<path...>", "files or folders; - reads standard input")
    .option("--yes", "do it")
    .option("--enable", "enable the rules")
    .option("--note <text>", "what you say of it, for those who look at the versions")
    .action(
      withContext(host, async (context, paths: string[], { yes, enable, note }: ImportOptions) => {
        const files = await readBundle(paths, context.stdin);
        const plan = await planImport(await context.client(), files, {
          ...(enable === true && { enable }),
          ...(note !== undefined && { note }),
        });
        const done = yes === true ? await plan.carryOut() : undefined;
        const { items, missingSecrets } = done ?? plan;
        const end = done === undefined ? "Nothing was changed; --yes does it." : "Done.";
        context.print(
          { items, missingSecrets, applied: done !== undefined },
          [...describePlan(items, missingSecrets), end].join("\n"),
        );
      }),
    );
};
