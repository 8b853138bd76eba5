import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { unifiedDiff } from "../output/unified-diff.ts";
import { toYaml } from "../yaml/rule-yaml.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

export const addRulesVersions: AddCommand = (parent, host) => {
  parent
    .command("versions")
    .description("list the versions of a rule, the newest first")
    .argument("<rule>")
    .option("-n, --limit <number>", "how many", "20")
    .action(
      withContext(host, async (context, rule: string, { limit }: { readonly limit: string }) => {
        const client = await context.client();
        const { items } = await client.rules.versions(rule, { limit: readWholeNumber("--limit", limit) });
        const rows = items.map(({ version, author, note, createdAt, current }) => [
          `${version}${current ? " *" : ""}`,
          formatInstant(createdAt),
          author,
          note,
        ]);
        const columns = [
          { head: "VERSION" },
          { head: "WHEN" },
          { head: "WHO", flexible: true },
          { head: "NOTE", flexible: true },
        ];
        context.print({ items }, formatTable(columns, rows, context.width));
      }),
    );
};

export const addRulesCompare: AddCommand = (parent, host) => {
  parent
    .command("compare")
    .description("show what changed in a version of a rule; ends with 0 when nothing and with 1 when something differs")
    .argument("<rule>")
    .argument("<version>")
    .argument("[from]", "the version it is compared with; the one before when left out")
    .action(
      withContext(host, async (context, rule: string, versionText: string, fromText: string | undefined) => {
        const { rules } = await context.client();
        const version = readWholeNumber("version", versionText);
        const from = fromText === undefined ? undefined : readWholeNumber("from", fromText);
        const difference = await rules.diff(rule, version, from);
        const after = await rules.version(rule, version);
        const before = difference.from === 0 ? undefined : await rules.version(rule, difference.from);
        const text = unifiedDiff(
          { name: `${rule} ${difference.from}`, text: before === undefined ? "" : toYaml(before.definition) },
          { name: `${rule} ${version}`, text: toYaml(after.definition) },
          { color: context.color },
        );
        context.print(difference, text === "" ? "Nothing differs." : text);
        return difference.changes.length === 0 ? ExitCode.ok : ExitCode.failed;
      }),
    );
};

export const addRulesRestore: AddCommand = (parent, host) => {
  parent
    .command("restore")
    .description("save what a version of a rule says as its next version")
    .argument("<rule>")
    .argument("<version>")
    .option("--note <text>", "what you say of it, for those who look at the versions")
    .action(
      withContext(host, async (context, rule: string, version: string, { note }: { readonly note?: string }) => {
        const client = await context.client();
        const number = readWholeNumber("version", version);
        const saved = await client.rules.restoreVersion(rule, number, note === undefined ? {} : { note });
        const { outcome } = saved;
        context.print(saved, `${rule}: ${outcome}, version ${saved.rule.version}, ${saved.rule.status}`);
      }),
    );
};
