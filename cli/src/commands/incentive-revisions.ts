import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { unifiedDiff } from "../output/unified-diff.ts";
import { toYaml } from "../yaml/rule-yaml.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addIncentiveRevisions: AddCommand = (parent, host) => {
  parent
    .command("revisions")
    .description("list the revisions of a campaign, the newest first")
    .argument("<campaign>", "the campaign: BJ-2025-05")
    .action(
      withContext(host, async (context, campaign: string) => {
        const { incentives } = await context.client();
        const items = await incentives.revisions(campaign);
        const rows = items.map(({ revision, createdAt, createdBy, inForce }) => [
          `${revision}${inForce ? " *" : ""}`,
          formatInstant(createdAt),
          createdBy,
        ]);
        const columns = [{ head: "REVISION" }, { head: "WHEN" }, { head: "WHO", flexible: true }];
        context.print({ items }, formatTable(columns, rows, context.width));
      }),
    );
};

export const addIncentiveCompare: AddCommand = (parent, host) => {
  parent
    .command("compare")
    .description(
      "show what changed in a revision of a campaign; ends with 0 when nothing and with 1 when something differs",
    )
    .argument("<campaign>", "the campaign: BJ-2025-05")
    .argument("<revision>")
    .argument("[from]", "the revision it is compared with; the one that was saved before it when left out")
    .action(
      withContext(host, async (context, campaign: string, revision: string, from: string | undefined) => {
        const { incentives } = await context.client();
        const difference = await incentives.diff(campaign, revision, from);
        const after = await incentives.revision(campaign, revision);
        const before = difference.from === null ? undefined : await incentives.revision(campaign, difference.from);
        const text = unifiedDiff(
          {
            name: `${campaign}@${difference.from ?? ""}`,
            text: before === undefined ? "" : toYaml(before.definition),
          },
          { name: `${campaign}@${revision}`, text: toYaml(after.definition) },
          { color: context.color },
        );
        context.print(difference, difference.changes.length === 0 ? "Nothing differs." : text);
        return difference.changes.length === 0 ? ExitCode.ok : ExitCode.failed;
      }),
    );
};
