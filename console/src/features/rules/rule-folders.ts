import type { Rule } from "./rule-queries.ts";

/** A folder of rules, and how many rules lie in it and below it. */
export interface Folder {
  /** `teams/学工处`; empty for the rules that lie in none. */
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly count: number;
}

/** The folders that rules name, each after the one it lies in. A folder is there while a rule lies in it or below it. */
export function foldersOf(rules: readonly Pick<Rule, "folder">[]): readonly Folder[] {
  const counts = new Map<string, number>();
  for (const { folder } of rules) {
    const names = folder?.split("/") ?? [];
    for (const depth of names.keys()) {
      const path = names.slice(0, depth + 1).join("/");
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
  }
  return [...counts]
    .toSorted(([a], [b]) => compare(a.split("/"), b.split("/")))
    .map(([path, count]) => {
      const names = path.split("/");
      return { path, name: names.at(-1) ?? path, depth: names.length - 1, count };
    });
}

/** Name by name: `a/b` stands below `a`, also when there is an `a-1`. */
function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, name] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = name.localeCompare(other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Whether a rule lies in a folder or below it. */
export function liesIn(folder: string | null, path: string): boolean {
  return folder === path || folder?.startsWith(`${path}/`) === true;
}

/** The labels of rules as `team=学工处`, each once. */
export function labelsOf(rules: readonly Pick<Rule, "labels">[]): readonly string[] {
  const found = rules.flatMap(({ labels }) => Object.entries(labels).map(([name, value]) => `${name}=${value}`));
  return [...new Set(found)].toSorted((a, b) => a.localeCompare(b));
}
