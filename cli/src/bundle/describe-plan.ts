import { unifiedDiff } from "../output/unified-diff.ts";
import { toYaml } from "../yaml/rule-yaml.ts";
import type { ImportItem } from "./plan-import.ts";

const words: Readonly<Record<ImportItem["outcome"], string>> = {
  created: "is new",
  changed: "changes",
  unchanged: "stays as it is",
  archived: "is archived: it is not in the files any more",
  refused: "is refused",
};

/** A line for each part of a bundle that does not stay as it is, and one for all that do. */
export function describePlan(items: readonly ImportItem[], missingSecrets: readonly string[]): string[] {
  const moving = items.filter((item) => item.outcome !== "unchanged" || isOnlyEnabled(item));
  const lines = moving.flatMap((item) => [
    `${item.kind} ${item.name} ${isOnlyEnabled(item) ? "is enabled" : words[item.outcome]}`,
    ...item.changes.map(({ path, kind, step }) => `    ${kind} ${path}${step === undefined ? "" : ` (${step})`}`),
    ...item.warnings.map(({ message, remedy }) => `    ${message} ${remedy}`),
  ]);
  const still = items.length - moving.length;
  if (still > 0)
    lines.push(`${still} ${still === 1 ? "part stays" : "parts stay"} as ${still === 1 ? "it is" : "they are"}.`);
  if (missingSecrets.length > 0) lines.push(`Secrets that are not stored: ${missingSecrets.join(", ")}`);
  return lines;
}

function isOnlyEnabled({ outcome, kind, status, statusBefore }: ImportItem): boolean {
  return kind === "rule" && outcome === "unchanged" && status !== statusBefore;
}

/** What differs, part by part, as `diff -u` shows it; what is the same is left out. */
export function diffOf(items: readonly ImportItem[], { color }: { readonly color: boolean }): string {
  return items
    .filter(({ outcome }) => outcome !== "unchanged")
    .map(({ kind, name, before, after, outcome }) => {
      const sides = [
        { name: before === null ? "/dev/null" : `belfry/${kind}/${name}`, text: textOf(before) },
        {
          name: after === null ? "/dev/null" : `files/${kind}/${name}`,
          text: outcome === "archived" ? "" : textOf(after),
        },
      ] as const;
      // What differs besides what it says: it comes back from the archive, or is kept in these files from now on.
      return unifiedDiff(...sides, { color }) || `${kind} ${name} ${words[outcome]}`;
    })
    .join("\n");
}

function textOf(side: unknown): string {
  return side === null || side === undefined ? "" : toYaml(side);
}
