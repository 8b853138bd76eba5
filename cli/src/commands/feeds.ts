import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { withContext, type AddCommand } from "./command.ts";

interface ListOptions {
  readonly rule?: string;
  readonly failing?: boolean;
  readonly limit: string;
  readonly cursor?: string;
}

export const addFeedsList: AddCommand = (parent, host) => {
  parent
    .command("list", { isDefault: true })
    .description("list the triggers that take events from elsewhere, with how they fare")
    .option("--rule <rule>", "only those of one rule")
    .option("--failing", "only those that do not work")
    .option("--limit <number>", "how many, at most 200", "50")
    .option("--cursor <cursor>", "the next page; the end of a page names it")
    .action(
      withContext(host, async (context, { rule, failing, limit, cursor }: ListOptions) => {
        const page = await (
          await context.client()
        ).feeds.list({
          limit: Number(limit),
          ...(rule !== undefined && { rule }),
          ...(failing === true && { state: "failing" }),
          ...(cursor !== undefined && { cursor }),
        });
        const rows = page.items.map((feed) => [
          feed.rule,
          feed.trigger,
          feed.kind,
          feed.state,
          formatInstant(feed.since),
          feed.node === null ? "" : String(feed.node),
          feed.lastEventAt === null ? "" : formatInstant(feed.lastEventAt),
          feed.state === "failing" ? `${feed.attempts}× ${feed.lastError?.message ?? ""}` : (feed.pausedReason ?? ""),
        ]);
        const columns = [
          ...["RULE", "TRIGGER", "KIND", "STATE", "SINCE", "NODE", "LAST EVENT"].map((head) => ({ head })),
          { head: "WHY", flexible: true },
        ];
        const table = rows.length === 0 ? "There are no feeds." : formatTable(columns, rows, context.width);
        context.print(page, page.nextCursor === null ? table : `${table}\nMore: --cursor ${page.nextCursor}`);
      }),
    );
};
