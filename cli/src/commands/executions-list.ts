import type { ExecutionQuery } from "@belfry/client";
import { formatInstant, tookOf, triggerOf } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readInstant, readWholeNumber, withContext, type AddCommand } from "./command.ts";

interface ListOptions {
  readonly rule?: string;
  readonly state?: string;
  readonly parent?: string;
  readonly roots?: boolean;
  readonly from?: string;
  readonly until?: string;
  readonly limit: string;
  readonly cursor?: string;
}

export const addExecutionsList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list executions, newest first")
    .option("--rule <rule>", "only those of one rule")
    .option("--state <state>", "pending, running, retrying, waiting, success, failed, cancelled or skipped")
    .option("--parent <id>", "only the children of one execution")
    .option("--roots", "only those that are no children")
    .option("--from <time>", "created at this time or later")
    .option("--until <time>", "created before this time")
    .option("--limit <number>", "how many, at most 200", "20")
    .option("--cursor <cursor>", "the next page; the end of a page names it")
    .action(
      withContext(host, async (context, options: ListOptions) => {
        const page = await (await context.client()).executions.list(queryOf(options));
        const rows = page.items.map((execution) => [
          String(execution.id),
          execution.rule,
          execution.state,
          formatInstant(execution.createdAt),
          tookOf(execution),
          execution.failure?.message ?? triggerOf(execution),
        ]);
        const columns = [
          { head: "ID", align: "right" as const },
          { head: "RULE", flexible: true },
          { head: "STATE" },
          { head: "CREATED" },
          { head: "TOOK", align: "right" as const },
          { head: "TRIGGER OR FAILURE", flexible: true },
        ];
        const table = rows.length === 0 ? "There are no such executions." : formatTable(columns, rows, context.width);
        context.print(page, page.nextCursor === null ? table : `${table}\nMore: --cursor ${page.nextCursor}`);
      }),
    );
};

function queryOf(options: ListOptions): ExecutionQuery {
  const { rule, state, parent, roots, from, until, cursor } = options;
  return {
    limit: readWholeNumber("--limit", options.limit),
    ...(rule !== undefined && { rule }),
    // The server says which states there are.
    ...(state !== undefined && { state: state as NonNullable<ExecutionQuery["state"]> }),
    ...(parent !== undefined && { parent: readWholeNumber("--parent", parent) }),
    ...(roots !== undefined && { roots }),
    ...(from !== undefined && { from: readInstant("--from", from) }),
    ...(until !== undefined && { until: readInstant("--until", until) }),
    ...(cursor !== undefined && { cursor }),
  };
}
