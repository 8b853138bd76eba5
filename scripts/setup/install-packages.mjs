import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./run-program.mjs";
import { say, SetupError } from "./step.mjs";

/**
 * Installs the npm packages of the lock file unless exactly they are installed already.
 *
 * @param {string} root the checkout
 */
export async function installPackages(root) {
  const reason = reasonToInstall(
    readLock(join(root, "package-lock.json")),
    readLock(join(root, "node_modules/.package-lock.json")),
  );
  if (reason === undefined) return say("npm packages: installed");

  say(`npm packages: ${reason}; installing (npm ci) …`);
  // Tests, build and Node itself are dev and optional packages, which a NODE_ENV of production would leave out.
  // npm itself runs on the machine's older Node here and would warn of every package that asks for a newer one.
  const { code } = await runProgram(
    "npm",
    ["ci", "--include=dev", "--include=optional", "--no-fund", "--no-audit", "--loglevel=error"],
    {
      cwd: root,
      show: true,
    },
  );
  if (code !== 0) {
    throw new SetupError(
      `npm ci ended with code ${code}.`,
      "Read npm's message above. Without a network, or behind a registry that lacks a package, set the registry with `npm config set registry URL` and start again.",
    );
  }
  say("npm packages: installed");
}

/**
 * Compares what should be installed with what is. Times of files are no help: a checkout sets them anew.
 *
 * @param {Lock | undefined} wanted the lock file
 * @param {Lock | undefined} installed npm's own list in node_modules, which it writes last
 * @returns {string | undefined} why to install, or nothing
 */
export function reasonToInstall(wanted, installed) {
  if (wanted === undefined) return "there is no lock file";
  if (installed === undefined) return "not installed yet";
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === "" || entry.link === true) continue;
    const there = installed.packages[path];
    // A package for another platform is in the lock file and never on the disk.
    if (there === undefined && entry.optional === true) continue;
    if (there?.version !== entry.version)
      return `${path.replace(/^.*node_modules\//, "")} is missing or another version`;
  }
  return undefined;
}

/**
 * @typedef {{ packages: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} Lock
 * @param {string} path
 * @returns {Lock | undefined}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
