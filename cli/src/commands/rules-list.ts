import { formatInstant, scheduleOf } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addRulesList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the rules")
    .option("--archived", "the archived ones too")
    .action(
      withContext(host, async (context, options: { readonly archived?: boolean }) => {
        const items = await (await context.client()).rules.list({ archived: options.archived === true });
        const rows = items.map((rule) => [
          rule.rule,
          rule.name,
          rule.status,
          formatInstant(rule.nextFireAt),
          scheduleOf(rule, context.config.language),
        ]);
        const columns = [
          { head: "RULE", flexible: true },
          { head: "NAME", flexible: true },
          { head: "STATUS" },
          { head: "NEXT" },
          { head: "SCHEDULE", flexible: true },
        ];
        const text = rows.length === 0 ? "There are no rules." : formatTable(columns, rows, context.width);
        context.print({ items }, text);
      }),
    );
};
