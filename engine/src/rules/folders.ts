import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import { selectFolders } from "../sql/rules/select-folders.ts";

/** A folder of rules: one in which rules lie, or above such a one. */
export interface RuleFolderView {
  /** `teams/学工处`; empty is the root, in which everything lies. */
  readonly folder: string;
  /** Its own name: 学工处. */
  readonly name: string;
  /** Null for the root. */
  readonly parent: string | null;
  /** How many rules lie in it. */
  readonly rules: number;
  /** How many lie in it and below. */
  readonly total: number;
}

/** All folders, each after the one it lies in; the root is the first. Archived rules do not count. */
export async function listFolders(db: Queryable, scope: Scope | null): Promise<RuleFolderView[]> {
  const folders = new Map<string, { rules: number; total: number }>([["", { rules: 0, total: 0 }]]);
  for (const { folder, rules } of await selectFolders(db, scope)) {
    for (const path of ["", ...pathsTo(folder)]) {
      const known = folders.get(path) ?? { rules: 0, total: 0 };
      folders.set(path, { rules: known.rules + (path === folder ? rules : 0), total: known.total + rules });
    }
  }
  return [...folders]
    .toSorted(([a], [b]) => (sortable(a) < sortable(b) ? -1 : 1))
    .map(([folder, counts]) => {
      const cut = folder.lastIndexOf("/");
      const parent = folder === "" ? null : folder.slice(0, Math.max(0, cut));
      return { folder, name: folder.slice(cut + 1), parent, ...counts };
    });
}

/** `a/b/c` → `a`, `a/b`, `a/b/c`. */
function pathsTo(folder: string): string[] {
  if (folder === "") return [];
  const names = folder.split("/");
  return names.map((_, i) => names.slice(0, i + 1).join("/"));
}

/** What lies below `a` stands before `a b`, though a space comes before a slash. */
function sortable(folder: string): string {
  return folder.replaceAll("/", "\0");
}
