import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readDocument } from "../yaml/read-document.ts";
import { withContext, type AddCommand } from "./command.ts";

const AT_ONCE = 1_000;

export const addRecordsTables: AddCommand = (parent, host) => {
  parent
    .command("tables")
    .description("list the tables of records that rules read and write")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).records.tables();
        const rows = items.map(({ name, rows: count, maxRows, updatedAt, description }) => [
          name,
          String(count),
          String(maxRows),
          formatInstant(updatedAt),
          description,
        ]);
        const heads = ["TABLE", "RECORDS", "AT MOST", "CHANGED"].map((head) => ({ head }));
        const columns = [...heads, { head: "DESCRIPTION", flexible: true }];
        const none = "There are no tables of records.";
        context.print({ items }, rows.length === 0 ? none : formatTable(columns, rows, context.width));
      }),
    );
};

export const addRecordsCreate: AddCommand = (parent, host) => {
  parent
    .command("create")
    .description("make a table of records, or change what is said of it")
    .argument("<table>")
    .option("--description <text>", "what it holds")
    .option("--max-rows <number>", "how many records it takes at most", Number)
    .action(
      withContext(host, async (context, table: string, options: { description?: string; maxRows?: number }) => {
        const saved = await (await context.client()).records.saveTable(table, options);
        context.print(saved, `${saved.name} takes up to ${saved.maxRows} records and has ${saved.rows}.`);
      }),
    );
};

export const addRecordsList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the records of a table in the order of their keys")
    .argument("<table>")
    .option("--prefix <text>", "only keys that begin so")
    .option("--limit <number>", "how many, at most 200", "50")
    .option("--cursor <cursor>", "where the next page begins")
    .action(
      withContext(
        host,
        async (context, table: string, options: { prefix?: string; limit: string; cursor?: string }) => {
          const page = await (await context.client()).records.list(table, { ...options, limit: Number(options.limit) });
          const rows = page.items.map(({ key, version, updatedAt, fields }) => [
            key,
            String(version),
            formatInstant(updatedAt),
            JSON.stringify(fields),
          ]);
          const heads = ["KEY", "VERSION", "CHANGED"].map((head) => ({ head }));
          const columns = [...heads, { head: "FIELDS", flexible: true }];
          const more = page.nextCursor === null ? "" : `\nMore: --cursor ${page.nextCursor}`;
          const none = "There are no such records.";
          context.print(page, rows.length === 0 ? none : formatTable(columns, rows, context.width) + more);
        },
      ),
    );
};

export const addRecordsWrite: AddCommand = (parent, host) => {
  parent
    .command("write")
    .description("write records from a YAML or JSON file (key: fields, each on a line); - reads standard input")
    .argument("<table>")
    .argument("<file>")
    .option("--merge", "keep the fields of a record that are not named", false)
    .action(
      withContext(host, async (context, table: string, path: string, { merge }: { merge: boolean }) => {
        const records = recordsOf(path, (await readDocument(path, context.stdin)).data);
        const { records: api } = await context.client();
        const sum = { inserted: 0, changed: 0 };
        for (let at = 0; at < records.length; at += AT_ONCE) {
          const { inserted, changed } = await api.write(table, records.slice(at, at + AT_ONCE), { merge });
          sum.inserted += inserted;
          sum.changed += changed;
        }
        const same = records.length - sum.inserted - sum.changed;
        context.print(sum, `${sum.inserted} new, ${sum.changed} changed, ${same} as they were.`);
      }),
    );
};

export const addRecordsRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove records by their keys; without keys the whole table, with --all")
    .argument("<table>")
    .argument("[keys...]")
    .option("--all", "the table with all its records", false)
    .action(
      withContext(host, async (context, table: string, keys: string[], { all }: { all: boolean }) => {
        const { records } = await context.client();
        if (all !== (keys.length === 0)) {
          const remedy = "Name the keys, or write --all for the whole table.";
          throw new CliError("OPTION_MISSING", "It is not clear what to remove.", { remedy, exitCode: ExitCode.usage });
        }
        if (all) await records.removeTable(table);
        const removed = all ? undefined : (await records.remove(table, keys)).removed;
        context.print({ table, removed: removed ?? "all" }, all ? `Removed ${table}.` : `Removed ${removed} records.`);
      }),
    );
};

function recordsOf(path: string, data: unknown): { key: string; fields: Record<string, unknown> }[] {
  if (isObject(data)) {
    const entries = Object.entries(data).map(([key, fields]) => ({ key, fields }));
    if (entries.every((entry): entry is { key: string; fields: Record<string, unknown> } => isObject(entry.fields))) {
      return entries;
    }
  }
  const remedy = "Write an object: key: { field: value }, each on a line.";
  throw new CliError("FILE_INVALID", `${path} holds no records.`, { remedy, exitCode: ExitCode.refused });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
