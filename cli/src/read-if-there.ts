import { readFile } from "node:fs/promises";
import { CliError } from "./errors/cli-error.ts";
import { ExitCode } from "./errors/exit-code.ts";

/** The trimmed content of a file, or nothing when it is not there or empty. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    const text = (await readFile(path, "utf8")).trim();
    return text === "" ? undefined : text;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new CliError("FILE_UNREADABLE", `${path} cannot be read: ${message}.`, {
      remedy: "Run the command as the user who started Belfry.",
      exitCode: code === "EACCES" ? ExitCode.denied : ExitCode.failed,
      cause: error,
    });
  }
}
