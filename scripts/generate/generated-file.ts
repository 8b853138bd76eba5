import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Writes a generated file, or with `check` compares it and writes nothing.
 *
 * @returns the exit code: 1 when `check` is set and the file differs from what it should be.
 */
export function settleGeneratedFile(root: string, path: string, content: string, options: { check: boolean }): 0 | 1 {
  const existing = readIfThere(join(root, path));
  if (existing === content) return 0;
  if (options.check) {
    console.error(`${path}:${firstDifference(existing ?? "", content)}  is not what its generator writes`);
    console.error(
      "  → Run `npm run generate` and commit the difference, after reading it: others see what your change did.",
    );
    return 1;
  }
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  console.log(`wrote ${path}`);
  return 0;
}

/** The first line that differs, counted from 1. */
function firstDifference(a: string, b: string): number {
  const linesOfB = b.split("\n");
  const index = a.split("\n").findIndex((line, at) => line !== linesOfB[at]);
  return index === -1 ? a.split("\n").length : index + 1;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
