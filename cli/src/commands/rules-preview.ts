import type { BelfryClient } from "@belfry/client";
import { formatInstant } from "../output/format.ts";
import { withContext, type AddCommand } from "./command.ts";

type Preview = Awaited<ReturnType<BelfryClient["rules"]["enablePreview"]>>;

export const addRulesPreview: AddCommand = (parent, host) => {
  parent
    .command("preview")
    .description("say what happens when a rule is enabled: when it fires, what it sends, what hinders it")
    .argument("<rule>")
    .action(
      withContext(host, async (context, rule: string) => {
        const preview = await (await context.client()).rules.enablePreview(rule);
        const { language } = context.config;
        const lines = [
          `${preview.rule}: ${preview.status}, version ${preview.version}`,
          ...section(
            "Waits for",
            preview.triggers.map((one) => triggerLine(one, language)),
          ),
          ...section("Fires next", preview.next.slice(0, 5).map(nextLine)),
          ...section(
            "Sends to the outside",
            preview.sends.map(({ step, use }) => `${step}: ${use}`),
          ),
          ...section(
            "What hinders it",
            preview.hindrances.map(({ message, remedy }) => `${message} ${remedy}`),
          ),
          ...section(
            "Warnings",
            preview.warnings.map(({ message, remedy }) => `${message} ${remedy}`),
          ),
          ...releaseLines(preview),
        ];
        context.print(preview, lines.join("\n"));
      }),
    );
};

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}

function triggerLine(
  { trigger, meaning, address, misfire }: Preview["triggers"][number],
  language: "zh" | "en",
): string {
  const where = address === null ? "" : `, at ${address}`;
  const missed = misfire === null ? "" : `; missed times: ${misfire.policy}, within ${misfire.within}`;
  return `${trigger}: ${meaning[language]}${where}${missed}`;
}

function nextLine({ at, trigger, undecided }: Preview["next"][number]): string {
  return undecided === true ? `${trigger}: not known, its calendar ends before` : `${formatInstant(at)}  ${trigger}`;
}

function releaseLines({ release, canBeEnabled }: Preview): string[] {
  if (release !== null)
    return [
      `A second person has to release it first, and not: ${release.notBy.join(", ")} (demanded by the ${release.demandedBy}).`,
    ];
  return [canBeEnabled ? "Nothing hinders it." : "It cannot be enabled yet."];
}
