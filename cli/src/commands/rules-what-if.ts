import type { WhatIf } from "@belfry/client";
import { explanationSentence } from "../output/explanation-text.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readDocument } from "../yaml/read-document.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

interface WhatIfOptions {
  readonly days: string;
  readonly limit: string;
  readonly rule?: string;
}

export const addRulesWhatIf: AddCommand = (parent, host) => {
  parent
    .command("what-if")
    .description(
      "replay the last days against an edited rule: how often it would have fired more, or less; nothing is written",
    )
    .argument("<file>", "a YAML or JSON file with the rule; - reads standard input")
    .option("--days <number>", "how many days back, at most 31", "7")
    .option("--limit <number>", "how many differences to list, at most 1000", "50")
    .option("--rule <rule>", "compare with this rule instead of the one of the same name")
    .action(
      withContext(host, async (context, path: string, { days, limit, rule }: WhatIfOptions) => {
        const definition = (await readDocument(path, context.stdin)).data as Readonly<Record<string, unknown>>;
        const slug = rule ?? String(definition["rule"]);
        const replayed = await (
          await context.client()
        ).rules.whatIf(slug, {
          definition,
          days: readWholeNumber("--days", days),
          limit: readWholeNumber("--limit", limit),
          offset: 0,
        });
        context.print(replayed, whatIfText(replayed, context));
      }),
    );
};

function whatIfText(
  replayed: WhatIf,
  { config, width }: { readonly config: { readonly language: "zh" | "en" }; readonly width: number },
): string {
  const { more, fewer, same, from, until, slots, events, differences, total, notes } = replayed;
  const { language } = config;
  const sentence = (step: (typeof notes)[number]) => explanationSentence(step, language);
  const summary =
    language === "zh"
      ? `会多发 ${more} 条，少发 ${fewer} 条，${same} 条不变。`
      : `It would fire ${more} more and ${fewer} fewer; ${same} stay the same.`;
  const rows = differences.map((one) => [
    one.change === "more" ? "+" : "-",
    formatInstant(one.at),
    one.eventId === null ? one.trigger : `${one.trigger}, event ${one.eventId}`,
    one.happened.fate,
    one.wouldHappen.fate,
    one.why.map(sentence).join(" "),
  ]);
  const columns = [
    { head: "" },
    { head: "AT" },
    { head: "TRIGGER", flexible: true },
    { head: "HAPPENED" },
    { head: "WOULD" },
    { head: "WHY", flexible: true },
  ];
  return [
    summary,
    `Replayed: ${formatInstant(from)} to ${formatInstant(until)}, ${slots} fire times and ${events} events.`,
    ...notes.map((note) => `- ${sentence(note)}`),
    ...(rows.length === 0 ? [] : ["", formatTable(columns, rows, width)]),
    ...(total > rows.length ? [`${total - rows.length} more differences: --limit ${Math.min(1_000, total)}`] : []),
  ].join("\n");
}
