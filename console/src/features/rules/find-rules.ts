import type { Rule } from "./rule-queries.ts";
import { liesIn } from "./rule-folders.ts";
import type { RulesSearch } from "./rules-search.ts";

/** The rules that lie in the folder, have the label, and in whose names, folders or labels every word occurs. */
export function findRules(
  rules: readonly Rule[],
  { find = "", folder: path, label }: Pick<RulesSearch, "find" | "folder" | "label">,
): readonly Rule[] {
  const wanted = find.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter(({ rule, name, labels, folder }) => {
    if (path !== undefined && !liesIn(folder, path)) return false;
    if (label !== undefined && !Object.entries(labels).some((entry) => entry.join("=") === label)) return false;
    const text = [rule, name, folder ?? "", ...Object.entries(labels).flat()].join("\n").toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
