import type { PolicyDraft, SuppressionQuery } from "@belfry/client";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readDocument } from "../yaml/read-document.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

export const addPoliciesList: AddCommand = (parent, host) => {
  parent
    .command("list", { isDefault: true })
    .description("list quiet hours, frequency caps and what messages may hold")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).policies.list();
        const rows = items.map(({ name, enabled, definition: { kind, ...rest }, updatedAt }) => [
          name,
          kind,
          enabled ? "on" : "off",
          formatInstant(updatedAt),
          JSON.stringify(rest),
        ]);
        const columns = [
          ...["NAME", "KIND", "IS", "CHANGED"].map((head) => ({ head })),
          { head: "DEFINITION", flexible: true },
        ];
        const table = rows.length === 0 ? "There are no policies." : formatTable(columns, rows, context.width);
        context.print({ items }, table);
      }),
    );
};

export const addPoliciesApply: AddCommand = (parent, host) => {
  parent
    .command("apply")
    .description("write a policy from a YAML or JSON file: its definition; - reads standard input")
    .argument("<name>")
    .argument("<file>")
    .option("--off", "keep it without using it")
    .action(
      withContext(host, async (context, name: string, path: string, { off }: { readonly off?: boolean }) => {
        const { data } = await readDocument(path, context.stdin);
        // The server says what is wrong with it.
        const definition = data as PolicyDraft["definition"];
        await (await context.client()).policies.save(name, { enabled: off !== true, definition });
        context.print({ name }, `Wrote the policy ${name}.`);
      }),
    );
};

export const addPoliciesRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove a policy; what waits because of it goes out at its time")
    .argument("<name>")
    .action(
      withContext(host, async (context, name: string) => {
        await (await context.client()).policies.remove(name);
        context.print({ removed: name }, `Removed the policy ${name}.`);
      }),
    );
};

interface SuppressionOptions {
  readonly channel?: string;
  readonly address?: string;
  readonly reason?: string;
  readonly limit: string;
  readonly cursor?: string;
}

export const addSuppressionsList: AddCommand = (parent, host) => {
  parent
    .command("list", { isDefault: true })
    .description("list who is not sent to any more, newest first")
    .option("--channel <channel>", "only those of one channel")
    .option("--address <address>", "only this address")
    .option("--reason <reason>", "manual, hard-bounce, soft-bounces, complaint or unsubscribe")
    .option("--limit <number>", "how many, at most 200", "20")
    .option("--cursor <cursor>", "the next page; the end of a page names it")
    .action(
      withContext(host, async (context, { limit, ...texts }: SuppressionOptions) => {
        const query = { ...texts, limit: readWholeNumber("--limit", limit) } as SuppressionQuery;
        const page = await (await context.client()).suppressions.list(query);
        const rows = page.items.map((item) => [
          String(item.id),
          item.channel,
          item.address,
          item.reason,
          item.list,
          formatInstant(item.createdAt),
          item.note,
        ]);
        const columns = [
          { head: "ID", align: "right" as const },
          ...["CHANNEL", "ADDRESS", "REASON", "LIST", "SINCE"].map((head) => ({ head })),
          { head: "NOTE", flexible: true },
        ];
        const table = rows.length === 0 ? "Nobody is on the list." : formatTable(columns, rows, context.width);
        context.print(page, page.nextCursor === null ? table : `${table}\nMore: --cursor ${page.nextCursor}`);
      }),
    );
};

export const addSuppressionsAdd: AddCommand = (parent, host) => {
  parent
    .command("add")
    .description("put addresses on the list: nothing is sent to them any more")
    .argument("<channel>")
    .argument("<addresses...>")
    .option("--list <name>", "only messages of this list", "")
    .option("--note <text>", "why, for people", "")
    .action(
      withContext(
        host,
        async (
          context,
          channel: string,
          addresses: string[],
          options: { readonly list: string; readonly note: string },
        ) => {
          const added = await (await context.client()).suppressions.add({ channel, addresses, ...options });
          context.print({ added }, `${added} of ${addresses.length} addresses are new on the list.`);
        },
      ),
    );
};

export const addSuppressionsRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("take an address off the list; it is sent to again")
    .argument("<id>")
    .action(
      withContext(host, async (context, id: string) => {
        await (await context.client()).suppressions.remove(readWholeNumber("<id>", id));
        context.print({ removed: Number(id) }, `Removed entry ${id}.`);
      }),
    );
};
