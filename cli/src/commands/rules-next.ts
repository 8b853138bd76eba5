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
        const items = await (await context.client()).rules.next(rule, readWholeNumber("--count", options.count));
        const lines = items.map(({ at, trigger, movedFrom, scheduledFor, undecided }) => {
          const mark = undecided === true ? "  (not decided: the calendar ends before)" : "";
          const moved = movedFrom === undefined ? "" : `  (moved from ${formatInstant(movedFrom)})`;
          const spread = scheduledFor === undefined ? "" : `  (spread, scheduled for ${formatInstant(scheduledFor)})`;
          return `${formatInstant(at)}  ${trigger}${spread}${moved}${mark}`;
        });
        const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        const text = lines.length === 0 ? "It never fires by itself." : `${lines.join("\n")}\n(in the zone ${zone})`;
        context.print({ items }, text);
      }),
    );
};
