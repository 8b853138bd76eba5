import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { AuditEntry, AuditQuery } from "@belfry/client";
import type { Command } from "commander";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readInstant, readWholeNumber, withContext, type AddCommand } from "./command.ts";

interface FilterOptions {
  readonly actor?: string;
  readonly action?: string;
  readonly subjectKind?: string;
  readonly subject?: string;
  readonly outcome?: string;
  readonly from?: string;
  readonly until?: string;
}

// A trail of many millions of entries is read from its first one.
const WHOLE_TRAIL_MS = 3_600_000;

export const addAuditList: AddCommand = (parent, host) => {
  withFilter(parent.command("list").description("list who did what to what, newest first"))
    .option("--limit <number>", "how many, at most 200", "20")
    .option("--cursor <cursor>", "the next page; the end of a page names it")
    .action(
      withContext(
        host,
        async (context, options: FilterOptions & { readonly limit: string; readonly cursor?: string }) => {
          const page = await (
            await context.client()
          ).audit.list({
            ...filterOf(options),
            limit: readWholeNumber("--limit", options.limit),
            ...(options.cursor !== undefined && { cursor: options.cursor }),
          });
          const columns = [
            { head: "TIME" },
            { head: "WHO", flexible: true },
            { head: "FROM" },
            { head: "ACTION" },
            { head: "WHAT", flexible: true },
          ];
          const rows = page.items.map(rowOf);
          const table = rows.length === 0 ? "There are no such entries." : formatTable(columns, rows, context.width);
          context.print(page, page.nextCursor === null ? table : `${table}\nMore: --cursor ${page.nextCursor}`);
        },
      ),
    );
};

export const addAuditVerify: AddCommand = (parent, host) => {
  parent
    .command("verify")
    .description(
      "check that every entry is as it was written and every message and total of rewards accounted for; exit code 1 when not",
    )
    .option("--known <number:hash>", "an end that an earlier verification printed and that you kept elsewhere")
    .action(
      withContext(host, async (context, options: { readonly known?: string }) => {
        const client = await context.client({ timeoutMs: WHOLE_TRAIL_MS });
        const result = await client.audit.verify(options.known === undefined ? undefined : readEnd(options.known));
        const { broken, verified, end, messages, incentives } = result;
        const { accepted, settled, inFlight, wrong } = messages;
        const sums =
          wrong.length === 0
            ? `Of ${accepted} recipients of messages ${settled} are settled and ${inFlight} in flight: all are accounted for.`
            : `Of these messages a recipient is missing or too many: ${wrong.join(", ")}.`;
        const rewards = incentives.map(({ campaign, entries, wrong: other }) =>
          other.length === 0
            ? `${campaign}: its totals are the sum of ${entries} entries.`
            : `${campaign}: not the sum of its entries: ${other.join(", ")}.`,
        );
        const isRight = wrong.length === 0 && incentives.every(({ wrong: other }) => other.length === 0);
        context.print(
          result,
          `${
            broken === null
              ? `All ${verified} entries are as they were written. Keep this end elsewhere: ${end.n}:${end.hash}`
              : `The audit trail is broken at entry ${broken.n} (${broken.kind}): ${broken.message} ` +
                `${verified} entries before it are as they were written.`
          }\n${[sums, ...rewards].join("\n")}`,
        );
        return broken === null && isRight ? ExitCode.ok : ExitCode.failed;
      }),
    );
};

export const addAuditExport: AddCommand = (parent, host) => {
  withFilter(parent.command("export").description("write the audit trail to a file, oldest entry first"))
    .argument("<file>", "where to; .ndjson gives one JSON object a line, everything else a CSV table")
    .action(
      withContext(host, async (context, path: string, options: FilterOptions) => {
        const format = path.endsWith(".ndjson") ? "ndjson" : "csv";
        const client = await context.client({ timeoutMs: WHOLE_TRAIL_MS });
        const content = await client.audit.export({ ...filterOf(options), format });
        // It names people and addresses: only for the eyes of whoever exports it.
        await pipeline(Readable.fromWeb(content), createWriteStream(path, { mode: 0o600 }));
        context.print({ written: path, format }, `Wrote ${path}.`);
      }),
    );
};

function withFilter(command: Command): Command {
  return command
    .option("--actor <name>", "only what this person or key did")
    .option("--action <action>", "only this action, like rules.save; a noun like rules for all of its actions")
    .option("--subject-kind <kind>", "only what was done to a rule, execution, secret, …")
    .option("--subject <name>", "only what was done to this one")
    .option("--outcome <outcome>", "done, denied or failed")
    .option("--from <time>", "at this time or later")
    .option("--until <time>", "before this time");
}

function filterOf({ from, until, outcome, ...options }: FilterOptions): AuditQuery {
  const { actor, action, subjectKind, subject } = options;
  return {
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(subjectKind !== undefined && { subjectKind }),
    ...(subject !== undefined && { subject }),
    // The server says which outcomes there are.
    ...(outcome !== undefined && { outcome: outcome as NonNullable<AuditQuery["outcome"]> }),
    ...(from !== undefined && { from: readInstant("--from", from) }),
    ...(until !== undefined && { until: readInstant("--until", until) }),
  };
}

function rowOf({ at, actor, address, action, subject, outcome }: AuditEntry): string[] {
  const who = actor.name === "" ? actor.kind : actor.name;
  const what = subject.id === "" ? subject.kind : `${subject.kind} ${subject.id}`;
  // What was done is the rule; the rest is to catch the eye.
  const did = outcome === "done" ? action : `${action} (${outcome})`;
  return [formatInstant(at), who, address ?? "-", did, what];
}

function readEnd(text: string): { n: number; hash: string } {
  const [, n, hash] = /^(\d{1,15}):([0-9a-fA-F]{64})$/.exec(text.trim()) ?? [];
  if (n !== undefined && hash !== undefined) return { n: Number(n), hash };
  const remedy = "Write it as belfry audit verify printed it: number, colon, 64 hexadecimal digits.";
  throw new CliError("OPTION_INVALID", `--known cannot be "${text}".`, { remedy, exitCode: ExitCode.usage });
}
