import type { MessageDetail, MessageDraft, MessageQuery } from "@belfry/client";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readDocument } from "../yaml/read-document.ts";
import { readInstant, readWholeNumber, withContext, type AddCommand } from "./command.ts";

interface ListOptions {
  readonly channel?: string;
  readonly state?: string;
  readonly recipient?: string;
  readonly label?: string;
  readonly rule?: string;
  readonly template?: string;
  readonly from?: string;
  readonly until?: string;
  readonly limit: string;
  readonly cursor?: string;
}

export const addMessagesSend: AddCommand = (parent, host) => {
  parent
    .command("send")
    .description("send a message from a YAML or JSON file; - reads standard input")
    .argument("<file>")
    .option("--key <key>", "sent again under the same key, it is sent once")
    .action(
      withContext(host, async (context, path: string, { key }: { readonly key?: string }) => {
        const { data } = await readDocument(path, context.stdin);
        // The server says what is wrong with it.
        const draft = data as MessageDraft;
        const client = await context.client();
        const sent = await client.messages.send(draft, key === undefined ? {} : { idempotencyKey: key });
        const fate = sent.held ? "waits for a second person" : `goes to ${sent.deliveries.length} recipients`;
        context.print(sent, `Message ${sent.id} ${fate}: belfry messages show ${sent.id}`);
      }),
    );
};

export const addMessagesList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list messages, newest first")
    .option("--channel <channel>", "only those of one channel")
    .option("--state <state>", "only those with a recipient in this state: queued, accepted, failed, unknown, …")
    .option("--recipient <address>", "only those to one address")
    .option("--label <label>", "only those with this label: team=finance")
    .option("--rule <rule>", "only those that a rule sent")
    .option(
      "--template <template>",
      "only those of one template: order-paid, or order-paid@3 for those that name a version",
    )
    .option("--from <time>", "accepted at this time or later")
    .option("--until <time>", "accepted before this time")
    .option("--limit <number>", "how many, at most 200", "20")
    .option("--cursor <cursor>", "the next page; the end of a page names it")
    .action(
      withContext(host, async (context, { from, until, limit, ...texts }: ListOptions) => {
        const query = {
          ...texts,
          limit: readWholeNumber("--limit", limit),
          ...(from !== undefined && { from: readInstant("--from", from) }),
          ...(until !== undefined && { until: readInstant("--until", until) }),
        } as MessageQuery;
        const page = await (await context.client()).messages.list(query);
        const rows = page.items.map(({ id, channel, createdAt, states, subject, rule, sentBy }) => [
          String(id),
          channel,
          formatInstant(createdAt),
          statesText(states),
          rule ?? sentBy ?? "",
          subject,
        ]);
        const columns = [
          { head: "ID", align: "right" as const },
          ...["CHANNEL", "ACCEPTED", "RECIPIENTS", "FROM"].map((head) => ({ head })),
          { head: "SUBJECT", flexible: true },
        ];
        const table = rows.length === 0 ? "There are no such messages." : formatTable(columns, rows, context.width);
        context.print(page, page.nextCursor === null ? table : `${table}\nMore: --cursor ${page.nextCursor}`);
      }),
    );
};

export const addMessagesShow: AddCommand = (parent, host) => {
  parent
    .command("show")
    .description("show what became of every recipient of a message, and why")
    .argument("<id>")
    .action(
      withContext(host, async (context, id: string) => {
        const message = await (await context.client()).messages.get(readWholeNumber("<id>", id));
        context.print(message, messageText(message, context.width));
      }),
    );
};

export const addMessagesCancel: AddCommand = (parent, host) => {
  parent
    .command("cancel")
    .description("cancel what has not been sent of a message")
    .argument("<id>")
    .option("--recipient <address...>", "only these recipients")
    .action(
      withContext(host, async (context, id: string, { recipient }: { readonly recipient?: string[] }) => {
        const message = await (await context.client()).messages.cancel(readWholeNumber("<id>", id), recipient);
        context.print(message, `Message ${message.id}: ${statesText(message.states)}`);
      }),
    );
};

export const addMessagesRetry: AddCommand = (parent, host) => {
  parent
    .command("retry")
    .description("send a message again to those whom it did not reach")
    .argument("<id>")
    .option("--recipient <address...>", "only these recipients")
    .option("--unknown", "also to those of whom nobody knows whether they got it: ask them first")
    .action(
      withContext(host, async (context, id: string, options: { recipient?: string[]; unknown?: boolean }) => {
        const message = await (
          await context.client()
        ).messages.retry(readWholeNumber("<id>", id), {
          states: options.unknown === true ? ["failed", "unknown"] : ["failed"],
          ...(options.recipient !== undefined && { recipients: options.recipient }),
        });
        context.print(message, `Message ${message.id}: ${statesText(message.states)}`);
      }),
    );
};

function statesText(states: MessageDetail["states"]): string {
  return Object.entries(states)
    .map(([state, n]) => `${n} ${state}`)
    .join(", ");
}

function messageText(message: MessageDetail, width: number): string {
  const rows = message.deliveries.map(({ recipient, field, state, attempts, runAt, reason }) => [
    recipient,
    field,
    state,
    String(attempts.length),
    state === "queued" && runAt !== null ? formatInstant(runAt) : "",
    reason ?? "",
  ]);
  const columns = [
    ...["RECIPIENT", "AS", "STATE", "SENDS", "NEXT"].map((head) => ({ head })),
    { head: "WHY", flexible: true },
  ];
  const template = message.templateVersion ?? message.template;
  const said = [message.channel, formatInstant(message.createdAt), message.rule ?? message.sentBy, template];
  const head = [`Message ${message.id}`, ...said.filter((part) => part !== null)].join(" · ");
  return `${head}\n${message.subject}\n\n${formatTable(columns, rows, width)}`;
}
