import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Folders that hold code of ours without being workspaces. */
const looseFolders = ["e2e", "bench", "examples", "scripts"];

/** Never code of ours, wherever it lies. */
const skippedFolders = new Set(["node_modules", "dist", "coverage"]);

/** The workspace folders as package.json names them, for instance `["model", "store", …]`. */
export function listWorkspaces(root: string): string[] {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { workspaces: string[] };
  return manifest.workspaces;
}

/**
 * Every file of ours with one of the given endings, relative to `root`, sorted.
 *
 * It names the folders it walks: a tool that walks the whole checkout meets `node_modules` and the
 * data folders of running demos.
 */
export function listSourceFiles(root: string, endings: readonly string[]): string[] {
  const wanted = (name: string) => endings.some((ending) => name.endsWith(ending));
  const atRoot = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => entry.name);
  const below = [...listWorkspaces(root), ...looseFolders].flatMap((folder) => walk(root, folder));
  return [...atRoot, ...below.filter(wanted)].toSorted();
}

/** Whether a tool of ours wrote the file; house rules about form do not apply to it. */
export function isGenerated(path: string): boolean {
  return /(^|\/)generated\/|^store\/schema\.sql$/.test(path);
}

/** Whether the file only runs in tests. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$|\.test-d\.ts$|^[^/]+\/test\/|^e2e\/|^testkit\//.test(path);
}

function walk(root: string, folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return []; // `bench` exists from its first benchmark on
    throw error;
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return skippedFolders.has(entry.name) || entry.name.startsWith(".") ? [] : walk(root, path);
    return entry.isFile() ? [path] : [];
  });
}
