import { diffOf } from "../bundle/describe-plan.ts";
import { planImport } from "../bundle/plan-import.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { readBundle } from "../yaml/read-bundle.ts";
import { withContext, type AddCommand } from "./command.ts";

interface DiffOptions {
  readonly source?: string;
  readonly takeOver?: boolean;
  readonly prune?: boolean;
}

/** `rules diff`: what `rules apply` would change; ends with 1 when there is something. */
export const addRulesDiff: AddCommand = (parent, host) => {
  parent
    .command("diff")
    .description("show what rules apply would change; ends with 0 when nothing and with 1 when something differs")
    .argument("<path...>")
    .option("--source <name>", "the name of these files")
    .option("--take-over", "as if rules that are kept in files of another name were taken over")
    .option("--prune", "show the rules of this source too that are not in the files")
    .action(
      withContext(host, async (context, paths: string[], { source, takeOver, prune }: DiffOptions) => {
        const files = await readBundle(paths, context.stdin);
        const { items, missingSecrets } = await planImport(await context.client(), files, {
          ...(source !== undefined && { source }),
          ...(takeOver === true && { takeOver }),
          ...(prune === true && { prune }),
        });
        const differing = items.filter(({ outcome }) => outcome !== "unchanged");
        const text = differing.length === 0 ? "Nothing differs." : diffOf(items, { color: context.color });
        context.print({ items: differing, missingSecrets }, text);
        return differing.length === 0 ? ExitCode.ok : ExitCode.failed;
      }),
    );
};
