import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where a program of a Debian package lies, and what it needs to run from there. */
export interface DebianProgram {
  readonly path: string;
  /** What `/` is to the package: `/` itself, or the cache folder into which it was unpacked. */
  readonly root: string;
  /** Variables that let it find its libraries; empty for an installed program. */
  readonly env: Readonly<Record<string, string>>;
}

const cache = resolve(import.meta.dirname, "../../../.cache/debian");

/**
 * Finds a program that the test command unpacks (scripts/test-packages.mjs) or that the machine has.
 * @throws Error that names the package when it is nowhere: a test without its server fails and is never skipped
 */
export function debianProgram(name: string, file: string): DebianProgram {
  if (existsSync(join("/", file))) return { path: join("/", file), root: "/", env: {} };
  const path = join(cache, file);
  if (!existsSync(path)) {
    throw new Error(
      `The Debian package ${name} is missing: there is no /${file} and no ${path}. \`npm test\` unpacks it.`,
    );
  }
  const triplet = process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
  const libraries = ["usr/lib", "lib"]
    .map((folder) => join(cache, folder, triplet))
    .filter((folder) => existsSync(folder));
  return { path, root: cache, env: { LD_LIBRARY_PATH: libraries.join(":") } };
}
