import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";

/** Label → the values that were named for it. */
export type Labels = Readonly<Record<string, readonly string[]>>;

/** Reads one `--label team=a` after another. @throws CliError OPTION_INVALID */
export function addLabel(text: string, labels: Labels = {}): Labels {
  const [, label, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (label === undefined || value === undefined) {
    const remedy = "Write a label and a value: --label team=office.";
    throw new CliError("OPTION_INVALID", `--label cannot be "${text}".`, { remedy, exitCode: ExitCode.usage });
  }
  return { ...labels, [label]: [...(labels[label] ?? []), value] };
}

/** A restriction to objects with these labels. */
export function scopeOfLabels(labels: Labels): { labels: Record<string, string[]>; inputs: Record<string, never> } {
  return {
    labels: Object.fromEntries(Object.entries(labels).map(([label, values]) => [label, [...values]])),
    inputs: {},
  };
}
