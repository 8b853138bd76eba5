import type { Statistics } from "@belfry/client";

const columns = [
  "from",
  "executions",
  "success",
  "failed",
  "cancelled",
  "skipped",
  "success_rate",
  "took_p50_ms",
  "took_p95_ms",
  "waited_p95_ms",
];

/** The periods as a table of numbers: a line each, with the names of the columns above. */
export function statisticsCsv({ periods }: Pick<Statistics, "periods">): string {
  const lines = periods.map(({ from, executions, states, successRate, took, waited }) =>
    [
      from,
      executions,
      states.success,
      states.failed,
      states.cancelled,
      states.skipped,
      successRate === null ? "" : successRate.toFixed(4),
      took?.p50Ms ?? "",
      took?.p95Ms ?? "",
      waited?.p95Ms ?? "",
    ].join(","),
  );
  return `${[columns.join(","), ...lines].join("\r\n")}\r\n`;
}
