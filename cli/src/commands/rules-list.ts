import type { BelfryClient } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant, scheduleOf } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { withContext, type AddCommand } from "./command.ts";

interface ListOptions {
  readonly archived?: boolean;
  readonly folder?: string;
  readonly label?: string;
  readonly search?: string;
  readonly status?: string;
  readonly trigger?: string;
  readonly source?: string;
  readonly problems?: boolean;
  readonly sort?: string;
}

type ListQuery = NonNullable<Parameters<BelfryClient["rules"]["list"]>[0]>;

function queryOf({ archived, folder, label, search, status, trigger, source, problems, sort }: ListOptions): ListQuery {
  return {
    archived: archived === true,
    problems: problems === true,
    ...(folder !== undefined && { folder }),
    ...(label !== undefined && { label }),
    ...(search !== undefined && { text: search }),
    ...(status !== undefined && { status: readStatus(status) }),
    ...(trigger !== undefined && { trigger }),
    ...(source !== undefined && { source }),
    ...(sort !== undefined && { sort }),
  };
}

function readStatus(text: string): "enabled" | "disabled" | "archived" {
  if (text === "enabled" || text === "disabled" || text === "archived") return text;
  throw new CliError("OPTION_INVALID", `--status cannot be "${text}".`, {
    remedy: "Write enabled, disabled or archived.",
    exitCode: ExitCode.usage,
  });
}

export const addRulesList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the rules")
    .option("--archived", "the archived ones too")
    .option("--folder <folder>", "those in this folder and below it")
    .option("--label <label=value>", "those with this label")
    .option("--search <text>", "those with this in their names, description, or the id or kind of an action")
    .option("--status <status>", "enabled, disabled or archived")
    .option("--trigger <kind>", "those with a trigger of this kind, like cron; none: those without one")
    .option("--source <name>", "those that are kept in the files of this name")
    .option("--problems", "those that somebody should look at")
    .option("--sort <field>", "rule, name, folder, createdAt or updatedAt; with - in front from the end")
    .action(
      withContext(host, async (context, options: ListOptions) => {
        const items = await (await context.client()).rules.list(queryOf(options));
        const hasFolders = items.some(({ folder }) => folder !== null);
        const rows = items.map((rule) => [
          rule.rule,
          rule.name,
          ...(hasFolders ? [rule.folder ?? ""] : []),
          rule.status,
          formatInstant(rule.nextFireAt),
          scheduleOf(rule, context.config.language),
        ]);
        const columns = [
          { head: "RULE", flexible: true },
          { head: "NAME", flexible: true },
          ...(hasFolders ? [{ head: "FOLDER", flexible: true }] : []),
          { head: "STATUS" },
          { head: "NEXT" },
          { head: "SCHEDULE", flexible: true },
        ];
        const text = rows.length === 0 ? "There are no rules." : formatTable(columns, rows, context.width);
        context.print({ items }, text);
      }),
    );
};
