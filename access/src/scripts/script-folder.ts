/**
 * The folder a script works in: its own, empty, outside of the data folder, which the user of scripts cannot enter. What
 * the script leaves there is not trusted: links, devices and files that lie elsewhere as well are not taken over, because
 * Belfry reads them with its own rights.
 */
import { constants, createWriteStream } from "node:fs";
import { chmod, chown, copyFile, lstat, mkdir, mkdtemp, open, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ActionFailure, type ScriptRun } from "@belfry/plugin-kit";
import type { ScriptUser } from "./script-user.ts";

const RESULT_AT_MOST = 1_048_576;
const FILES_AT_MOST = 100;

export interface ScriptFolder extends AsyncDisposable {
  readonly path: string;
  readonly program: string;
  readonly resultFile: string;
  /** The text of the result file; nothing when there is none. */
  readResult(): Promise<string | undefined>;
  /** Copies what lies in `out` and returns where it is now. */
  takeFiles(outputFolder: string): Promise<{ name: string; path: string }[]>;
}

export async function openScriptFolder(
  { source, files = [] }: Pick<ScriptRun, "source" | "files">,
  user: ScriptUser | undefined,
): Promise<ScriptFolder> {
  const path = await mkdtemp(join(tmpdir(), "belfry-script-"));
  const remove = () => rm(path, { recursive: true, force: true });
  try {
    const program = join(path, "program");
    const input = join(path, "in");
    const output = join(path, "out");
    await Promise.all([mkdir(input), mkdir(output), writeProgram(program, source)]);
    for (const { name, path: from } of files) {
      if (basename(name) !== name || name === "" || name.startsWith("."))
        throw invalid(`"${name}" cannot be the name of a file.`);
      await copyFile(from, join(input, name), constants.COPYFILE_EXCL);
    }
    const own = [input, output, program, ...files.map(({ name }) => join(input, name)), path];
    for (const one of own) {
      if (user !== undefined) await chown(one, user.uid, user.gid);
      await chmod(one, 0o700);
    }
    const resultFile = join(path, "result.json");
    return {
      path,
      program,
      resultFile,
      readResult: () => readResult(resultFile),
      takeFiles: (outputFolder) => takeFiles(output, outputFolder),
      [Symbol.asyncDispose]: remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function writeProgram(path: string, source: string): Promise<void> {
  await using file = await open(path, "wx", 0o700);
  await file.writeFile(source);
}

/** A regular file of which there is no other name, opened without following a link or waiting for a pipe. */
async function openPlain(path: string) {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const seen = await file.stat();
  if (seen.isFile() && seen.nlink === 1) return { file, bytes: seen.size };
  await file.close();
  throw invalid(`${basename(path)} is no plain file, so it is not taken over.`);
}

async function readResult(path: string): Promise<string | undefined> {
  let opened;
  try {
    opened = await openPlain(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    if (code === "ELOOP") throw invalid("The result is a link, so it is not read.");
    throw error;
  }
  await using file = opened.file;
  if (opened.bytes > RESULT_AT_MOST)
    throw invalid("The result has more than 1 MiB. Leave large results as a file in the folder out.");
  return await file.readFile("utf8");
}

async function takeFiles(from: string, to: string): Promise<{ name: string; path: string }[]> {
  // The script may have put a link in the place of the folder.
  if (!(await lstat(from)).isDirectory()) throw invalid("The folder out is none any more.");
  const names = (await readdir(from)).toSorted();
  if (names.length > FILES_AT_MOST) throw invalid(`There are more than ${FILES_AT_MOST} files in the folder out.`);
  const taken: { name: string; path: string }[] = [];
  for (const [place, name] of names.entries()) {
    let opened;
    try {
      opened = await openPlain(join(from, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ELOOP") throw error;
      throw invalid(`${name} is a link, so it is not taken over.`);
    }
    const path = join(to, `script-output-${place}`);
    await pipeline(opened.file.createReadStream(), createWriteStream(path, { flags: "wx", mode: 0o600 }));
    taken.push({ name, path });
  }
  return taken;
}

function invalid(message: string): ActionFailure {
  return new ActionFailure(message, { class: "runtime", code: "SCRIPT_OUTPUT_INVALID" });
}
