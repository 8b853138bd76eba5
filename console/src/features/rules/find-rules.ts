import type { Rule } from "./rule-queries.ts";

/** The rules in whose names or labels every word occurs. */
export function findRules(rules: readonly Rule[], words: string): readonly Rule[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter(({ rule, name, labels }) => {
    const text = [rule, name, ...Object.entries(labels).flat()].join("\n").toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
