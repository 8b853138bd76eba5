import { formatTable } from "../output/table.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addIncentiveQuarantine: AddCommand = (parent, host) => {
  parent
    .command("quarantine")
    .description("list rows that could not be taken, and why")
    .argument("<campaign>", "the campaign: BJ-2025-05")
    .action(
      withContext(host, async (context, campaign: string) => {
        const { incentives } = await context.client();
        const { items } = await incentives.quarantine(campaign, { open: true, limit: 200 });
        const columns = [
          { head: "SOURCE" },
          { head: "ROW" },
          { head: "CONTRACT" },
          { head: "COLUMN" },
          { head: "PROBLEM", flexible: true },
        ];
        const rows = items.map(({ source, row, contract, column, message, remedy }) => [
          source,
          String(row),
          contract ?? "",
          column ?? "",
          `${message} ${remedy}`,
        ]);
        context.print(
          { items },
          items.length === 0 ? "Every row was taken." : formatTable(columns, rows, context.width),
        );
      }),
    );
};
