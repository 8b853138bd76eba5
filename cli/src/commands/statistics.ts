import type { Statistics, StatisticsQuery } from "@belfry/client";
import { formatTable } from "../output/table.ts";
import { readDay, withContext, type AddCommand } from "./command.ts";

interface StatisticsOptions {
  readonly from?: string;
  readonly to?: string;
  readonly by: string;
  readonly rule?: string;
  readonly folder?: string;
  readonly label?: string;
}

export const addStatistics: AddCommand = (parent, host) => {
  parent
    .command("statistics")
    .description("how executions ended, by day, week or month: success rate, times and reasons of failure")
    .option("--from <day>", "the first day; when left out a month ago by days, half a year by weeks, a year by months")
    .option("--to <day>", "the last day; today in the time zone of the installation when left out")
    .option("--by <period>", "day, week or month", "day")
    .option("--rule <rule>", "only this rule")
    .option("--folder <folder>", "only rules in this folder or below it")
    .option("--label <label>", "only rules with this label, like team=finance")
    .action(
      withContext(host, async (context, { by, rule, folder, label, ...days }: StatisticsOptions) => {
        const told = await (
          await context.client()
        ).statistics.read({
          // Which day it is now is for the installation to say: this machine may be in another time zone.
          ...(days.from !== undefined && { from: readDay("--from", days.from) }),
          ...(days.to !== undefined && { to: readDay("--to", days.to) }),
          // The server says which periods there are.
          by: by as NonNullable<StatisticsQuery["by"]>,
          ...(rule !== undefined && { rule }),
          ...(folder !== undefined && { folder }),
          ...(label !== undefined && { label }),
        });
        const right = { align: "right" as const };
        const columns = [
          { head: "FROM" },
          ...["ENDED", "SUCCESS", "FAILED", "CANCELLED", "SKIPPED", "RATE", "MEDIAN", "95 %", "WAITED 95 %"].map(
            (head) => ({
              head,
              ...right,
            }),
          ),
        ];
        const rows = [...told.periods.map((period) => rowOf(period.from, period)), rowOf("total", told.total)];
        const reasons = told.total.failures.map((reason) => `  ${reason.n} × ${reason.code} (${reason.class})`);
        const busiest = told.busiest.map(
          ({ rule: name, executions, failed }) => `  ${executions} × ${name}, ${failed} failed`,
        );
        const lines = [
          formatTable(columns, rows, context.width),
          ...(reasons.length === 0 ? [] : ["Reasons of failure:", ...reasons]),
          ...(busiest.length === 0 ? [] : ["Busiest rules:", ...busiest]),
        ];
        context.print(told, lines.join("\n"));
      }),
    );
};

function rowOf(name: string, { executions, states, successRate, took, waited }: Statistics["total"]): string[] {
  return [
    name,
    String(executions),
    ...[states.success, states.failed, states.cancelled, states.skipped].map(String),
    successRate === null ? "-" : `${(successRate * 100).toFixed(1)} %`,
    took === null ? "-" : formatMs(took.p50Ms),
    took === null ? "-" : formatMs(took.p95Ms),
    waited === null ? "-" : formatMs(waited.p95Ms),
  ];
}

function formatMs(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 120_000 ? `${(ms / 1_000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`;
}
