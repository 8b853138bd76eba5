import type { BreakerView } from "@belfry/client";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readInstant, withContext, type AddCommand } from "./command.ts";

export const addBreakersList: AddCommand = (parent, host) => {
  parent
    .command("list", { isDefault: true })
    .description("list the connections that are or were in trouble, with what is parked for them")
    .option("--limit <number>", "how many, at most 200", "50")
    .option("--cursor <cursor>", "the next page; the end of a page names it")
    .action(
      withContext(host, async (context, { limit, cursor }: { readonly limit: string; readonly cursor?: string }) => {
        const client = await context.client();
        const page = await client.breakers.list({ limit: Number(limit), ...(cursor !== undefined && { cursor }) });
        const rows = page.items.map((breaker) => [
          breaker.connection,
          breaker.name ?? "",
          breaker.state,
          formatInstant(breaker.since),
          String(breaker.parked),
          nextOf(breaker),
          breaker.openedBy ?? "",
          breaker.state === "closed" ? "" : breaker.reason,
        ]);
        const columns = [
          ...["CONNECTION", "NAME", "STATE", "SINCE", "PARKED", "NEXT", "OPENED BY"].map((head) => ({ head })),
          { head: "WHY", flexible: true },
        ];
        const none = "No connection is or was in trouble.";
        const table = rows.length === 0 ? none : formatTable(columns, rows, context.width);
        context.print(page, page.nextCursor === null ? table : `${table}\nMore: --cursor ${page.nextCursor}`);
      }),
    );
};

export const addBreakersOpen: AddCommand = (parent, host) => {
  parent
    .command("open")
    .description("park everything for a connection, until a time or until somebody closes it")
    .argument("<connection>", "the host and port that actions call: erp.example.org:443")
    .requiredOption("--reason <text>", "why, for everybody who sees what is parked")
    .option("--until <time>", "when calls are tried again by themselves")
    .action(
      withContext(
        host,
        async (context, connection: string, options: { readonly reason: string; readonly until?: string }) => {
          const { reason, until } = options;
          const client = await context.client();
          const opened = await client.breakers.open({
            connection,
            reason,
            ...(until !== undefined && { until: readInstant("--until", until) }),
          });
          const end = opened.probeAt === null ? "somebody closes it" : formatInstant(opened.probeAt);
          context.print(opened, `Whatever needs ${opened.connection} is parked until ${end}.`);
        },
      ),
    );
};

export const addBreakersClose: AddCommand = (parent, host) => {
  parent
    .command("close")
    .description("let what is parked for a connection call it again: one first, then more and more")
    .argument("<connection>", "as `belfry breakers list` shows it")
    .option("--at-once", "let all of it go at once")
    .action(
      withContext(host, async (context, connection: string, { atOnce = false }: { readonly atOnce?: boolean }) => {
        const closed = await (await context.client()).breakers.close(connection, { atOnce });
        const said =
          closed.state === "closed"
            ? `${closed.connection} is called as always.`
            : `What is parked for ${closed.connection} begins to call it again: ${closed.parked} wait.`;
        context.print(closed, said);
      }),
    );
};

function nextOf({ state, probeAt, allowance }: BreakerView): string {
  if (state === "half-open") return `${allowance} let in`;
  if (state === "closed") return "";
  return probeAt === null ? "when it is closed" : formatInstant(probeAt);
}
