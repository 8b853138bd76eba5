import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readInstant, readWholeNumber, withContext, type AddCommand } from "./command.ts";

interface SlotOptions {
  readonly from?: string;
  readonly until?: string;
  readonly limit: string;
}

export const addRulesSlots: AddCommand = (parent, host) => {
  parent
    .command("slots")
    .description("list the slots of a rule and what became of each, and whether all of them are accounted for")
    .argument("<rule>")
    .option("--from <time>", "a week ago when left out")
    .option("--until <time>", "two days ahead when left out")
    .option("--limit <number>", "how many, at most 1000", "200")
    .action(
      withContext(host, async (context, rule: string, options: SlotOptions) => {
        const { rules } = await context.client();
        const range = {
          limit: readWholeNumber("--limit", options.limit),
          ...(options.from !== undefined && { from: readInstant("--from", options.from) }),
          ...(options.until !== undefined && { until: readInstant("--until", options.until) }),
        };
        const [items, reconciliation] = await Promise.all([rules.slots(rule, range), rules.reconciliation(rule)]);
        const rows = items.map((slot) => [
          formatInstant(slot.from),
          slot.n === 1 ? "" : formatInstant(slot.to),
          String(slot.n),
          slot.fate,
          slot.executionId === null ? "-" : String(slot.executionId),
          slot.trigger,
        ]);
        const columns = [
          { head: "DUE" },
          { head: "TO" },
          { head: "N", align: "right" as const },
          { head: "FATE" },
          { head: "EXECUTION", align: "right" as const },
          { head: "TRIGGER", flexible: true },
        ];
        const { due, planned, balanced } = reconciliation;
        const table = rows.length === 0 ? "No slots in this time." : formatTable(columns, rows, context.width);
        const verdict = balanced ? "all accounted for" : "NOT ALL ACCOUNTED FOR";
        const sum = `${due} due in all, ${due - planned} decided, ${planned} still planned: ${verdict}`;
        context.print({ items, reconciliation }, `${table}\n${sum}`);
      }),
    );
};
