import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectEnvironment } from "./project-node.mjs";
import { runProgram } from "./run-program.mjs";
import { say, SetupError } from "./step.mjs";

/** What the built pages depend on. */
const sources = [
  "console/src",
  "console/public",
  "console/index.html",
  "console/vite.config.ts",
  "console/package.json",
  "client/src",
  "package-lock.json",
];

/**
 * Builds the console's pages unless they were built from these very sources.
 *
 * @param {string} root the checkout
 * @param {string} node the Node that runs the build
 */
export async function buildConsole(root, node) {
  if (!existsSync(join(root, "console/vite.config.ts"))) return say("console: nothing to build");

  const stamp = join(root, ".cache/console-built-from");
  const fingerprint = fingerprintOf(root, sources);
  const isBuilt = existsSync(join(root, "console/dist/index.html")) && existsSync(stamp);
  if (isBuilt && readFileSync(stamp, "utf8") === fingerprint) return say("console: built");

  say("console: building …");
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const { code, output } = await runProgram(node, [vite, "build", "--logLevel", "warn"], {
    cwd: join(root, "console"),
    env: projectEnvironment(root),
  });
  if (code !== 0) {
    console.error(output);
    throw new SetupError(
      `The console could not be built (code ${code}).`,
      "Correct the error above; `npm run types` shows it with its place.",
    );
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint);
  say("console: built");
}

/**
 * @param {string} root
 * @param {readonly string[]} paths files and folders; missing ones count as empty
 * @returns {string} a hash of names and contents
 */
export function fingerprintOf(root, paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((start) => filesBelow(root, start))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} path a file or a folder
 * @returns {string[]}
 */
function filesBelow(root, path) {
  const status = statSync(join(root, path), { throwIfNoEntry: false });
  if (status === undefined) return [];
  if (!status.isDirectory()) return [path];
  const names = readdirSync(join(root, path)).toSorted();
  return names.flatMap((name) => filesBelow(root, `${path}/${name}`));
}
