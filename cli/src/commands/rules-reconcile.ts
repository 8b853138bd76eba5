import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { SlotDay } from "@belfry/client";
import { ExitCode } from "../errors/exit-code.ts";
import { formatTable } from "../output/table.ts";
import { readDay, withContext, type AddCommand } from "./command.ts";

interface ReconcileOptions {
  readonly from?: string;
  readonly to?: string;
  readonly timeZone?: string;
  readonly excel?: string;
}

const WORKBOOK_MS = 300_000;

export const addRulesReconcile: AddCommand = (parent, host) => {
  parent
    .command("reconcile")
    .description("compare day by day the slots that were due with what became of them; exit code 1 when they differ")
    .argument("<rule>")
    .option("--from <day>", "the first day; 30 days ago when left out")
    .option("--to <day>", "the last day; today in that time zone when left out")
    .option("--time-zone <zone>", "in which days begin and end; that of the installation when left out")
    .option("--excel <file>", "also write the days and the slots to this Excel file")
    .action(
      withContext(host, async (context, rule: string, options: ReconcileOptions) => {
        const query = {
          // Which day it is now is for the installation to say: this machine may be in another time zone.
          ...(options.from !== undefined && { from: readDay("--from", options.from) }),
          ...(options.to !== undefined && { to: readDay("--to", options.to) }),
          ...(options.timeZone !== undefined && { timeZone: options.timeZone }),
        };
        const { rules } = await context.client({ timeoutMs: WORKBOOK_MS });
        const [told, whole] = await Promise.all([rules.slotDays(rule, query), rules.reconciliation(rule)]);
        if (options.excel !== undefined) {
          const workbook = await rules.exportSlots(rule, query);
          // What decided a slot may name people: only for the eyes of whoever exports it.
          await pipeline(Readable.fromWeb(workbook), createWriteStream(options.excel, { mode: 0o600 }));
        }
        const days = told.days.filter(({ due, planned, fates }) => due !== 0 || planned > 0 || sumOf(fates) > 0);
        const columns = [
          { head: "DAY" },
          { head: "DUE", align: "right" as const },
          { head: "PLANNED", align: "right" as const },
          { head: "BALANCED" },
          { head: "FATES", flexible: true },
        ];
        const table =
          days.length === 0 ? "No slots in these days." : formatTable(columns, days.map(rowOf), context.width);
        const isBalanced = whole.balanced && told.days.every(({ balanced }) => balanced !== false);
        const lines = [
          table,
          ...told.summedUp.map(({ month, fates }) => `Of ${month} only the sums are kept: ${namesOf(fates)}.`),
          `Since its beginning: ${whole.due} due = ${namesOf(whole.fates) || "0 decided"} + ${whole.planned} planned: ` +
            (isBalanced ? "all accounted for" : "NOT ALL ACCOUNTED FOR"),
          ...(options.excel === undefined ? [] : [`Wrote ${options.excel}.`]),
        ];
        context.print({ ...told, reconciliation: whole }, lines.join("\n"));
        return isBalanced ? ExitCode.ok : ExitCode.failed;
      }),
    );
};

function rowOf({ day, due, planned, fates, balanced }: SlotDay): string[] {
  const verdict = balanced === null ? "unknown" : balanced ? "yes" : "NO";
  return [day, due === null ? "?" : String(due), String(planned), verdict, namesOf(fates)];
}

function namesOf(fates: SlotDay["fates"]): string {
  return Object.entries(fates)
    .map(([fate, n]) => `${n} ${fate}`)
    .join(" + ");
}

function sumOf(fates: SlotDay["fates"]): number {
  return Object.values(fates).reduce((sum, n) => sum + n, 0);
}
