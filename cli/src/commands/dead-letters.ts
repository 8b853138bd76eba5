import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readText } from "../yaml/read-document.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

export const addDeadLettersList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the open dead letters, newest first; --json gives what they hold")
    .option("--all", "those that are settled too")
    .action(
      withContext(host, async (context, { all }: { readonly all?: boolean }) => {
        const client = await context.client();
        const page = await client.deadLetters.list({ limit: 200, ...(all !== true && { state: "open" }) });
        const rows = page.items.map(({ id, state, receivedAt, broughtBy, problems }) => [
          String(id),
          state,
          formatInstant(receivedAt),
          broughtBy,
          problems.map(({ path, message }) => `${path} ${message}`.trim()).join(" "),
        ]);
        const columns = [
          ...["ID", "STATE", "RECEIVED", "BROUGHT BY"].map((head) => ({ head })),
          { head: "WHY", flexible: true },
        ];
        context.print(
          page,
          rows.length === 0 ? "There are no dead letters." : formatTable(columns, rows, context.width),
        );
      }),
    );
};

export const addDeadLettersReplay: AddCommand = (parent, host) => {
  parent
    .command("replay")
    .description("read a dead letter again, or a corrected text in its place")
    .argument("<id>")
    .option("--text <file>", "the corrected text; - reads standard input")
    .action(
      withContext(host, async (context, id: string, { text: path }: { readonly text?: string }) => {
        const text = path === undefined ? undefined : await readText(path, context.stdin);
        const number = readWholeNumber("<id>", id);
        const items = await (
          await context.client()
        ).deadLetters.replay(number, { ...(text !== undefined && { text }) });
        const ids = items.flatMap((item) => ("id" in item ? [item.id] : []));
        context.print({ items }, `Accepted as the events ${ids.join(", ")}.`);
      }),
    );
};

export const addDeadLettersDismiss: AddCommand = (parent, host) => {
  parent
    .command("dismiss")
    .description("put a dead letter away: nothing of it is wanted")
    .argument("<id>")
    .action(
      withContext(host, async (context, id: string) => {
        const number = readWholeNumber("<id>", id);
        await (await context.client()).deadLetters.dismiss(number);
        context.print({ dismissed: number }, `Dismissed ${number}.`);
      }),
    );
};
