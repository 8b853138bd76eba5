import type { Redrive } from "@belfry/client";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { readInstant, readWholeNumber, withContext, type AddCommand } from "./command.ts";

interface PageOptions {
  readonly limit: string;
  readonly cursor?: string;
}

interface Selection {
  readonly group?: readonly string[];
  readonly rule?: string;
  readonly since?: string;
  readonly until?: string;
}

const nextPage = (table: string, cursor: string | null) =>
  cursor === null ? table : `${table}\nMore: --cursor ${cursor}`;

export const addFailuresList: AddCommand = (parent, host) => {
  parent
    .command("list", { isDefault: true })
    .description("list executions that finally failed, by their reasons")
    .option("--rule <rule>", "only those of one rule")
    .option("--limit <number>", "how many groups, at most 200", "50")
    .option("--cursor <cursor>", "the next page; the end of a page names it")
    .action(
      withContext(host, async (context, { rule, limit, cursor }: PageOptions & { readonly rule?: string }) => {
        const page = await (
          await context.client()
        ).failures.list({
          limit: Number(limit),
          ...(rule !== undefined && { rule }),
          ...(cursor !== undefined && { cursor }),
        });
        const rows = page.items.map((group) => [
          group.group,
          group.rule,
          String(group.count),
          group.class,
          group.code,
          group.action ?? "",
          formatInstant(group.lastAt),
          group.sample.message,
        ]);
        const columns = [
          ...["GROUP", "RULE", "COUNT", "CLASS", "CODE", "ACTION", "LAST"].map((head) => ({ head })),
          { head: "NEWEST", flexible: true },
        ];
        const table = rows.length === 0 ? "There are no failures." : formatTable(columns, rows, context.width);
        context.print(page, nextPage(table, page.nextCursor));
      }),
    );
};

export const addFailuresShow: AddCommand = (parent, host) => {
  parent
    .command("show")
    .description("list the executions of a group, newest first")
    .argument("<group>")
    .option("--limit <number>", "how many, at most 200", "50")
    .option("--cursor <cursor>", "the next page; the end of a page names it")
    .action(
      withContext(host, async (context, group: string, { limit, cursor }: PageOptions) => {
        const query = { limit: Number(limit), ...(cursor !== undefined && { cursor }) };
        const page = await (await context.client()).failures.executions(group, query);
        const rows = page.items.map((execution) => [
          String(execution.id),
          execution.rule,
          execution.finishedAt === null ? "" : formatInstant(execution.finishedAt),
          execution.failure?.message ?? "",
        ]);
        const columns = [...["ID", "RULE", "FAILED"].map((head) => ({ head })), { head: "WHY", flexible: true }];
        context.print(page, nextPage(formatTable(columns, rows, context.width), page.nextCursor));
      }),
    );
};

export const addFailuresRedrive: AddCommand = (parent, host) => {
  parent
    .command("redrive")
    .description("retry many failed executions in the background: those that fit all that is said")
    .argument("[executions...]", "their ids")
    .option("--group <group...>", "those of these groups")
    .option("--rule <rule>", "those of one rule")
    .option("--since <time>", "that failed at this time or later")
    .option("--until <time>", "that failed before this time")
    .option("--from <place>", "failed or start", "failed")
    .option("--rule-version <version>", "same or latest", "same")
    .option("--note <text>", "why, for the audit trail", "")
    .action(
      withContext(
        host,
        async (
          context,
          executions: readonly string[],
          { from, ruleVersion, note, ...selection }: Selection & { from: string; ruleVersion: string; note: string },
        ) => {
          const body = {
            filter: filterOf(executions, selection),
            from: oneOf("--from", from, ["failed", "start"]),
            version: oneOf("--rule-version", ruleVersion, ["same", "latest"]),
            note,
          };
          const job = await (await context.client()).failures.redrive(body);
          context.print(job, `Job ${job.id} retries ${job.total} executions: belfry failures jobs`);
        },
      ),
    );
};

export const addFailuresDismiss: AddCommand = (parent, host) => {
  parent
    .command("dismiss")
    .description("close many failed executions in the background: those that fit all that is said")
    .argument("[executions...]", "their ids")
    .option("--group <group...>", "those of these groups")
    .option("--rule <rule>", "those of one rule")
    .option("--since <time>", "that failed at this time or later")
    .option("--until <time>", "that failed before this time")
    .requiredOption("--reason <text>", "why nothing is to be done, for the audit trail")
    .action(
      withContext(
        host,
        async (context, executions: readonly string[], { reason, ...selection }: Selection & { reason: string }) => {
          const body = { filter: filterOf(executions, selection), reason };
          const job = await (await context.client()).failures.dismiss(body);
          context.print(job, `Job ${job.id} closes ${job.total} executions: belfry failures jobs`);
        },
      ),
    );
};

export const addFailuresJobs: AddCommand = (parent, host) => {
  parent
    .command("jobs")
    .description("show how far retries and closings of many executions are, newest first")
    .option("--cancel <job>", "end one where it is")
    .action(
      withContext(host, async (context, { cancel }: { readonly cancel?: string }) => {
        const client = await context.client();
        if (cancel !== undefined) {
          const job = await client.failures.cancelJob(readWholeNumber("--cancel", cancel));
          context.print(job, `Job ${job.id} ended after ${job.done} of ${job.total}.`);
          return;
        }
        const page = await client.failures.jobs({ limit: 50 });
        const rows = page.items.map((job) => [
          String(job.id),
          job.work,
          job.state,
          `${job.done}/${job.total}`,
          String(job.refused),
          job.by,
          formatInstant(job.createdAt),
          job.note,
        ]);
        const columns = [
          ...["ID", "WORK", "STATE", "DONE", "REFUSED", "BY", "SINCE"].map((head) => ({ head })),
          { head: "NOTE", flexible: true },
        ];
        context.print(page, rows.length === 0 ? "There are no jobs." : formatTable(columns, rows, context.width));
      }),
    );
};

function filterOf(executions: readonly string[], { group, rule, since, until }: Selection): Redrive["filter"] {
  return {
    ...(executions.length > 0 && { executions: executions.map((id) => readWholeNumber("<executions>", id)) }),
    ...(group !== undefined && { groups: [...group] }),
    ...(rule !== undefined && { rule }),
    ...(since !== undefined && { from: readInstant("--since", since) }),
    ...(until !== undefined && { until: readInstant("--until", until) }),
  };
}

/** @throws CliError OPTION_INVALID */
export function oneOf<const Value extends string>(option: string, text: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === text);
  if (found !== undefined) return found;
  const remedy = `Write ${values.join(" or ")}.`;
  throw new CliError("OPTION_INVALID", `${option} cannot be "${text}".`, { remedy, exitCode: ExitCode.usage });
}
