import { setTimeout as wait } from "node:timers/promises";
import type { LogLine } from "@belfry/client";
import type { Context } from "../context.ts";
import { formatInstant } from "../output/format.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";
import { hasEnded } from "./until-ended.ts";

const LOOK_EVERY_MS = 500;
const PAGE = 1_000;

export const addLogs: AddCommand = (parent, host) => {
  parent
    .command("logs")
    .description("print the log of an execution")
    .argument("<execution>")
    .option("-f, --follow", "go on until the execution has ended")
    .action(
      withContext(host, async (context, text: string, options: { readonly follow?: boolean }) => {
        const id = readWholeNumber("The execution", text);
        const { executions } = await context.client();
        let after = 0;
        for (;;) {
          // Asked before the lines: what is written between the two is then read in the next round.
          const isOver = options.follow === true ? hasEnded(await executions.get(id)) : true;
          for (;;) {
            const lines = await executions.logs(id, { after, limit: PAGE });
            for (const line of lines) printLine(context, line);
            after = lines.at(-1)?.id ?? after;
            if (lines.length < PAGE) break;
          }
          if (isOver) return;
          await wait(LOOK_EVERY_MS);
        }
      }),
    );
};

/** One line a line, for programs as well: a log has no end that could be waited for. */
function printLine(context: Context, line: LogLine): void {
  if (context.json) {
    context.write(`${JSON.stringify(line)}\n`);
    return;
  }
  const iteration = line.iteration === null || line.iteration === "" ? "" : `[${line.iteration}]`;
  const place = line.action === null ? "" : ` ${line.action}${iteration}`;
  const fields = line.fields === null ? "" : ` ${JSON.stringify(line.fields)}`;
  // A log holds texts of strangers: their control characters must not reach the terminal.
  const message = `${line.message}${fields}`.replaceAll(/\p{Cc}/gu, (character) =>
    character === "\n" ? "\n    " : "�",
  );
  context.write(`${formatInstant(line.loggedAt)} ${line.level.padEnd(5)}${place} ${message}\n`);
}
