import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addLimitsList: AddCommand = (parent, host) => {
  parent
    .command("list", { isDefault: true })
    .description("list the limits, and how full those of labels are")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).limits.list();
        const rows = items.map((limit) => [
          limit.kind,
          limit.name,
          limit.rate === null ? `${limit.concurrency} at once` : `${limit.rate.limit} in ${limit.rate.per}`,
          limit.running === null ? "" : `${limit.running} run, ${limit.waiting} wait`,
          formatInstant(limit.updatedAt),
          limit.note,
        ]);
        const columns = [
          ...["KIND", "NAME", "LIMIT", "NOW", "CHANGED"].map((head) => ({ head })),
          { head: "NOTE", flexible: true },
        ];
        context.print(
          { items },
          rows.length === 0 ? "There are no limits." : formatTable(columns, rows, context.width),
        );
      }),
    );
};

interface SetOptions {
  readonly concurrency?: string;
  readonly rate?: string;
  readonly note?: string;
}

export const addLimitsSet: AddCommand = (parent, host) => {
  parent
    .command("set")
    .description("limit how many executions of a label work at once, or how often a connection is called")
    .argument("<kind>", "label or connection")
    .argument("<name>", "db=erp, or erp.example.org:443")
    .option("--concurrency <number>", "of a label: how many executions work at once")
    .option("--rate <rate>", "of a connection: how many calls begin in a time, like 100/1m")
    .option("--note <text>", "why, for people")
    .action(
      withContext(host, async (context, kind: string, name: string, options: SetOptions) => {
        const { concurrency, rate, note } = options;
        await (
          await context.client()
        ).limits.save(kindOf(kind), name, {
          ...(concurrency !== undefined && { concurrency: Number(concurrency) }),
          ...(rate !== undefined && { rate: rateOf(rate) }),
          ...(note !== undefined && { note }),
        });
        context.print({ kind, name }, `Limited ${kind} ${name}.`);
      }),
    );
};

export const addLimitsRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove a limit; what waits for it goes on at once")
    .argument("<kind>", "label or connection")
    .argument("<name>", "db=erp, or erp.example.org:443")
    .action(
      withContext(host, async (context, kind: string, name: string) => {
        await (await context.client()).limits.remove(kindOf(kind), name);
        context.print({ removed: { kind, name } }, `Removed the limit of ${kind} ${name}.`);
      }),
    );
};

function kindOf(kind: string): "label" | "connection" {
  if (kind === "label" || kind === "connection") return kind;
  const remedy = "Write label or connection.";
  throw new CliError("USAGE", `${kind} cannot be limited.`, { remedy, exitCode: ExitCode.usage });
}

function rateOf(text: string): { readonly limit: number; readonly per: string } {
  const [limit = "", per = "", ...more] = text.split("/");
  if (/^\d+$/.test(limit) && per !== "" && more.length === 0) return { limit: Number(limit), per };
  const remedy = "Write how many, a slash and in how long: 100/1m.";
  throw new CliError("USAGE", `${text} is no rate.`, { remedy, exitCode: ExitCode.usage });
}
