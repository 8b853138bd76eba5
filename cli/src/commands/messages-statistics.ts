import type { MessageStatisticsQuery } from "@belfry/client";
import { formatTable } from "../output/table.ts";
import { readInstant, withContext, type AddCommand } from "./command.ts";

interface StatisticsOptions {
  readonly by: string;
  readonly group: string;
  readonly from?: string;
  readonly to?: string;
  readonly channel?: string;
  readonly account?: string;
  readonly template?: string;
  readonly rule?: string;
  readonly label?: string;
}

export const addMessagesStatistics: AddCommand = (parent, host) => {
  parent
    .command("statistics")
    .description("what became of messages: success rate, times, reasons, what waits, and when accounts are full")
    .option("--by <period>", "hour or day", "day")
    .option("--group <slice>", "account, template, rule or label", "account")
    .option("--from <time>", "from this time on")
    .option("--to <time>", "before this time; now when left out")
    .option("--channel <channel>", "only this channel")
    .option("--account <account>", "only deliveries of this account")
    .option("--template <template>", "only messages of this template")
    .option("--rule <rule>", "only messages of this rule")
    .option("--label <label>", "only messages with this label, like team=finance")
    .action(
      withContext(host, async (context, { by, group, from, to, ...only }: StatisticsOptions) => {
        const query = {
          // The server says which there are.
          by,
          group,
          ...(from !== undefined && { from: readInstant("--from", from) }),
          ...(to !== undefined && { to: readInstant("--to", to) }),
          ...only,
        } as MessageStatisticsQuery;
        const told = await (await context.client()).statistics.messages(query);
        const right = { align: "right" as const };
        const heads = ["SENT TO", "ARRIVED", "FAILED", "OPEN", "RATE", "95 %"].map((head) => ({ head, ...right }));
        const some = told.periods.filter(({ deliveries }) => deliveries > 0);
        const rows = [
          ...some.map((period) => [period.from, ...numbersOf(period)]),
          ...told.channels.map((one) => [one.channel, ...numbersOf(one)]),
          ["total", ...numbersOf(told.total)],
        ];
        const { due, later, sending, oldest } = told.backlog;
        const lines = [
          formatTable([{ head: "FROM" }, ...heads], rows, context.width),
          ...told.groups.map(
            ({ channel: own, value, deliveries, arrived }) => `  ${own}/${value}: ${arrived} of ${deliveries}`,
          ),
          ...told.failures.map(({ n, state, code, meaning }) =>
            `  ${n} × ${state} ${code} ${meaning?.en ?? ""}`.trimEnd(),
          ),
          `Waiting: ${due} due, ${later} later, ${sending} being sent${oldest === null ? "" : `; the oldest since ${oldest}`}.`,
          ...told.quotas.map(
            ({ channel: own, account, window, used, limit, fullAt }) =>
              `${own}/${account}: ${used} of ${limit} a ${window}${fullAt === null ? "" : `, full at ${fullAt}`}.`,
          ),
        ];
        context.print(told, lines.join("\n"));
      }),
    );
};

function numbersOf(numbers: {
  readonly deliveries: number;
  readonly arrived: number;
  readonly failed: number;
  readonly open: number;
  readonly successRate: number;
  readonly took: { readonly p95Ms: number } | null;
}): string[] {
  const { deliveries, arrived, failed, open, successRate, took } = numbers;
  const rate = deliveries === 0 ? "-" : `${(successRate * 100).toFixed(1)} %`;
  return [...[deliveries, arrived, failed, open].map(String), rate, took === null ? "-" : `${took.p95Ms} ms`];
}
