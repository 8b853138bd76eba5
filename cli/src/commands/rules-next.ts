import { formatInstant } from "../output/format.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

export const addRulesNext: AddCommand = (parent, host) => {
  parent
    .command("next")
    .description("list the next fire times, whether the rule is enabled or not")
    .argument("<rule>")
    .option("-n, --count <number>", "how many, at most 100", "5")
    .action(
      withContext(host, async (context, rule: string, options: { readonly count: string }) => {
        const items = await (
          await context.client()
        ).rules.next(rule, readWholeNumber("--count", options.count), {
          all: true,
        });
        const lines = items.map((time) => {
          const { at, trigger, movedFrom, scheduledFor, undecided, skipped, awaits } = time;
          const notes = [
            ...(scheduledFor === undefined ? [] : [`spread, scheduled for ${formatInstant(scheduledFor)}`]),
            ...(movedFrom === undefined ? [] : [`moved from ${formatInstant(movedFrom)}`]),
            ...(undecided === true ? ["not decided: the calendar ends before"] : []),
            ...(skipped === undefined ? [] : [`left out: ${String(skipped["reason"])}`]),
            ...(awaits === undefined ? [] : [awaitsText(awaits)]),
          ];
          return `${formatInstant(at)}  ${trigger}${notes.map((note) => `  (${note})`).join("")}`;
        });
        const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        const text = lines.length === 0 ? "It never fires by itself." : `${lines.join("\n")}\n(in the zone ${zone})`;
        context.print({ items }, text);
      }),
    );
};

function awaitsText({
  rules,
  fires,
}: {
  readonly rules: readonly string[];
  readonly fires: "complete" | "missing";
}): string {
  const names = rules.join(", ");
  return fires === "complete" ? `once ${names} have run, until then at the latest` : `if ${names} have not run by then`;
}
