import { formatTable } from "../output/table.ts";
import { withContext, type AddCommand } from "./command.ts";

interface RouteOptions {
  readonly account?: string;
  readonly to?: readonly string[];
  readonly bytes?: string;
}

export const addAccountsRoute: AddCommand = (parent, host) => {
  parent
    .command("route")
    .description("say which account would send a message now, and why not the others; nothing is sent")
    .argument("<channel>")
    .option("--account <name>", "the account that the message names")
    .option("--to <recipient...>", "who is in the envelope")
    .option("--bytes <bytes>", "the size of the message with its attachments")
    .action(
      withContext(host, async (context, channel: string, options: RouteOptions) => {
        const { account, to, bytes } = options;
        const route = await (
          await context.client()
        ).accounts.simulate({
          channel,
          ...(account !== undefined && { account }),
          ...(to !== undefined && { recipients: [...to] }),
          ...(bytes !== undefined && { bytes: Number(bytes) }),
        });
        const rows = route.steps.map((step) => [step.account, String(step.priority), step.verdict, step.reason]);
        const columns = [
          { head: "ACCOUNT" },
          { head: "PRIORITY", align: "right" as const },
          { head: "VERDICT" },
          { head: "WHY", flexible: true },
        ];
        const table = rows.length === 0 ? [] : [formatTable(columns, rows, context.width)];
        context.print(route, [route.reason, ...table].join("\n"));
      }),
    );
};
