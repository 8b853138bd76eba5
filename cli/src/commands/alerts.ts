import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { withContext, type AddCommand } from "./command.ts";

interface ListOptions {
  readonly open?: boolean;
  readonly rule?: string;
  readonly limit: string;
  readonly cursor?: string;
}

export const addAlertsList: AddCommand = (parent, host) => {
  parent
    .command("list", { isDefault: true })
    .description("list what is wrong and what was, newest first, and which rules were told")
    .option("--open", "only what lasts")
    .option("--rule <rule>", "only those about one rule")
    .option("--limit <number>", "how many, at most 200", "50")
    .option("--cursor <cursor>", "the next page; the end of a page names it")
    .action(
      withContext(host, async (context, { open, rule, limit, cursor }: ListOptions) => {
        const page = await (
          await context.client()
        ).alerts.list({
          limit: Number(limit),
          ...(open === true && { open: true }),
          ...(rule !== undefined && { rule }),
          ...(cursor !== undefined && { cursor }),
        });
        const rows = page.items.map((alert) => [
          String(alert.id),
          alert.kind,
          alert.subject,
          formatInstant(alert.since),
          alert.until === null ? "open" : formatInstant(alert.until),
          [...new Set(alert.told.map((told) => told.rule))].join(", "),
          JSON.stringify(alert.facts),
        ]);
        const columns = [
          ...["ID", "WHAT", "ABOUT", "SINCE", "UNTIL", "TOLD"].map((head) => ({ head })),
          { head: "VALUES", flexible: true },
        ];
        const table = rows.length === 0 ? "There are no alerts." : formatTable(columns, rows, context.width);
        context.print(page, page.nextCursor === null ? table : `${table}\nMore: --cursor ${page.nextCursor}`);
      }),
    );
};
