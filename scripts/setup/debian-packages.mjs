import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./run-program.mjs";
import { say, SetupError } from "./step.mjs";

/** @typedef {import("../test-packages.mjs").DebianPackage} DebianPackage */

/**
 * Gets the Debian packages whose file is missing: installed with apt-get as root, else unpacked into `.cache/debian`.
 * Servers are unpacked in any case.
 *
 * @param {string} root the checkout
 * @param {readonly DebianPackage[]} packages
 */
export async function installDebianPackages(root, packages) {
  const cache = join(root, ".cache/debian");
  const missing = packages.filter(({ file }) => !existsSync(join("/", file)) && !existsSync(join(cache, file)));
  if (missing.length === 0) return say("Debian packages: installed");

  const isRoot = process.getuid?.() === 0;
  const installed = missing.filter(({ isServer }) => isRoot && isServer !== true).map(({ name }) => name);
  const unpacked = missing.filter(({ isServer }) => !isRoot || isServer === true);
  const names = missing.map(({ name }) => name);
  if ((await runProgram("apt-get", ["--version"])).code !== 0) {
    throw new SetupError(
      "This system has no apt-get.",
      `Install ${names.join(", ")} by its own means, so that the commands are on the PATH.`,
    );
  }
  if (installed.length > 0) {
    say(`Debian packages: installing ${installed.join(", ")} …`);
    await installAsRoot(installed);
  }
  if (unpacked.length > 0) {
    say(`Debian packages: unpacking into .cache/debian ${unpacked.map(({ name }) => name).join(", ")} …`);
    await unpack(cache, unpacked);
  }
  say("Debian packages: installed");
}

/** @param {readonly string[]} names */
async function installAsRoot(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // Another apt-get may be at work, on a fresh machine often the one of the daily updates.
  const patient = ["-o", "DPkg::Lock::Timeout=120", "-y", "-qq"];
  await apt([...patient, "update"], { env });
  await apt([...patient, "install", "--no-install-recommends", ...names], { env });
}

/**
 * Downloads the packages and everything they depend on that the machine lacks, and unpacks them.
 *
 * @param {string} cache
 * @param {readonly DebianPackage[]} packages
 */
async function unpack(cache, packages) {
  const work = join(cache, "apt");
  const downloads = join(work, "downloads");
  for (const folder of ["state/lists/partial", "cache/archives/partial", "downloads"])
    mkdirSync(join(work, folder), { recursive: true });
  // apt's own folders belong to root; these settings give it folders of ours and the machine's list of what is installed.
  const settings = Object.entries({
    "Dir::State": join(work, "state"),
    "Dir::State::status": "/var/lib/dpkg/status",
    "Dir::Cache": join(work, "cache"),
    "Debug::NoLocking": "1",
    // As root, apt would download as another user, who may not write here.
    "APT::Sandbox::User": "root",
  }).flatMap(([key, value]) => ["-o", `${key}=${value}`]);

  await apt([...settings, "-qq", "update"]);
  const names = packages.map(({ name }) => name);
  const plan = await apt([...settings, "-s", "install", "--no-install-recommends", ...names]);
  const needed = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? "");
  await apt([...settings, "-qq", "download", ...needed], { cwd: downloads });

  for (const file of readdirSync(downloads)) {
    const { code, output } = await runProgram("dpkg", ["-x", join(downloads, file), cache]);
    if (code !== 0)
      throw new SetupError(`dpkg could not unpack ${file}: ${output.trim()}`, "Remove .cache/debian and start again.");
  }
  rmSync(work, { recursive: true });
  for (const { command, program } of packages) {
    if (command !== undefined && program !== undefined) writeStarter(cache, command, program);
  }
}

/**
 * Writes a script that starts an unpacked program: its libraries and fonts lie where the system does not look. Only this
 * program gets them, or every other child of the tests would load foreign libraries too.
 *
 * @param {string} cache
 * @param {string} command
 * @param {string} program
 */
function writeStarter(cache, command, program) {
  mkdirSync(join(cache, "bin"), { recursive: true });
  writeFileSync(
    join(cache, "fonts.conf"),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(cache, "usr/share/fonts")}</dir>
  <cachedir>${join(cache, "fontconfig")}</cachedir>
</fontconfig>
`,
  );
  const libraries = librariesBelow(cache).join(":");
  const starter = join(cache, "bin", command);
  writeFileSync(
    starter,
    `#!/bin/sh
export LD_LIBRARY_PATH="${libraries}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE="${join(cache, "fonts.conf")}"
exec "${join(cache, program)}" "$@"
`,
  );
  chmodSync(starter, 0o755);
}

/**
 * The folders in which the system's linker would look, and those one below (PulseAudio keeps a library of its own there).
 *
 * @param {string} cache
 * @returns {string[]}
 */
function librariesBelow(cache) {
  const triplet = process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
  const tops = ["usr/lib", "lib"].map((folder) => join(cache, folder, triplet)).filter((folder) => existsSync(folder));
  return tops.flatMap((top) => [
    top,
    ...readdirSync(top, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(top, entry.name))
      .filter((folder) => readdirSync(folder).some((name) => /^lib.*\.so/.test(name))),
  ]);
}

/**
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>} what it printed
 */
async function apt(args, options = {}) {
  const { code, output } = await runProgram("apt-get", args, options);
  if (code === 0) return output;
  throw new SetupError(
    `apt-get ${args.at(-1)} failed: ${output.trim().split("\n").slice(-3).join(" ")}`,
    "Check the network and /etc/apt/sources.list, then start again. Tests that need the packages fail until then.",
  );
}
