import type { CloudEvent, EventDetail, EventQuery } from "@belfry/client";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readDocument } from "../yaml/read-document.ts";
import { readInstant, readWholeNumber, withContext, type AddCommand } from "./command.ts";

interface ListOptions {
  readonly type?: string;
  readonly source?: string;
  readonly rule?: string;
  readonly unmatched?: boolean;
  readonly from?: string;
  readonly until?: string;
  readonly limit: string;
  readonly cursor?: string;
}

export const addEventsList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the events that came in, newest first")
    .option("--type <type>", "only those of one type")
    .option("--source <source>", "only those of one source")
    .option("--rule <rule>", "only those that came to something at one rule")
    .option("--unmatched", "only those that matched no trigger")
    .option("--from <time>", "received at this time or later")
    .option("--until <time>", "received before this time")
    .option("--limit <number>", "how many, at most 200", "20")
    .option("--cursor <cursor>", "the next page; the end of a page names it")
    .action(
      withContext(host, async (context, options: ListOptions) => {
        const page = await (await context.client()).events.list(queryOf(options));
        const rows = page.items.map(({ id, type, source, eventId, receivedAt, fates }) => [
          String(id),
          type,
          source,
          eventId,
          formatInstant(receivedAt),
          fatesText(fates),
        ]);
        const columns = [
          { head: "ID", align: "right" as const },
          { head: "TYPE" },
          { head: "SOURCE", flexible: true },
          { head: "ITS ID", flexible: true },
          { head: "RECEIVED" },
          { head: "WHAT BECAME OF IT", flexible: true },
        ];
        const table = rows.length === 0 ? "There are no such events." : formatTable(columns, rows, context.width);
        context.print(page, page.nextCursor === null ? table : `${table}\nMore: --cursor ${page.nextCursor}`);
      }),
    );
};

export const addEventsShow: AddCommand = (parent, host) => {
  parent
    .command("show")
    .description("show an event and what became of it at each trigger")
    .argument("<id>")
    .action(
      withContext(host, async (context, id: string) => {
        const event = await (await context.client()).events.get(readWholeNumber("<id>", id));
        context.print(event, eventText(event));
      }),
    );
};

export const addEventsSend: AddCommand = (parent, host) => {
  parent
    .command("send")
    .description("send a CloudEvent, or a list of them, from a YAML or JSON file; - reads standard input")
    .argument("<file>")
    .action(
      withContext(host, async (context, path: string) => {
        const { data } = await readDocument(path, context.stdin);
        // The server says what is wrong with an event, and keeps what it cannot read.
        const events = (Array.isArray(data) ? data : [data]) as CloudEvent[];
        const items = await (await context.client()).events.send(events);
        const lines = items.map((item) => {
          if ("deadLetter" in item) return `Not readable; it lies with the dead letters: ${item.deadLetter}`;
          const fates = item.decisions.map(({ rule, fate }) => `${rule} ${fate}`).join(", ");
          return `Event ${item.id}${item.duplicate ? " (known before; nothing was started)" : ""}: ${fates || "nothing yet"}`;
        });
        context.print({ items }, lines.join("\n"));
      }),
    );
};

export const addEventsReplay: AddCommand = (parent, host) => {
  parent
    .command("replay")
    .description("look at an event again, with the rules as they are now")
    .argument("<id>")
    .action(
      withContext(host, async (context, id: string) => {
        const event = await (await context.client()).events.replay(readWholeNumber("<id>", id));
        context.print(event, `It is now the event ${event.id} as well: belfry events show ${event.id}`);
      }),
    );
};

function queryOf({ unmatched, from, until, limit, ...texts }: ListOptions): EventQuery {
  return {
    ...texts,
    limit: readWholeNumber("--limit", limit),
    // Texts, as all queries are.
    ...(unmatched !== undefined && { unmatched }),
    ...(from !== undefined && { from: readInstant("--from", from) }),
    ...(until !== undefined && { until: readInstant("--until", until) }),
  };
}

function fatesText(fates: EventDetail["fates"]): string {
  const counted = Object.entries(fates).map(([fate, n]) => (n === 1 ? fate : `${fate} ×${n}`));
  return counted.join(", ") || "matched nothing";
}

function eventText(event: EventDetail): string {
  const { id, type, source, eventId, receivedAt, broughtBy, data, decisions, gatheredBy } = event;
  return [
    `Event ${id}: ${type} from ${source} (${eventId})`,
    `Received ${formatInstant(receivedAt)}, brought by ${broughtBy}`,
    ...decisions.map(({ rule, trigger, fate, executionId }) => {
      return `${rule}/${trigger}: ${fate}${executionId === null ? "" : ` (execution ${executionId})`}`;
    }),
    ...gatheredBy.map(({ rule, trigger, closesAt }) => `${rule}/${trigger}: gathered until ${formatInstant(closesAt)}`),
    "",
    JSON.stringify(data, null, 2),
  ].join("\n");
}
