import { CliError } from "./cli-error.ts";
import { ExitCode } from "./exit-code.ts";

/** Why a file that somebody named cannot be read. */
export function fileError(path: string, error: unknown): CliError {
  const { code, message } = error as NodeJS.ErrnoException;
  const isMissing = code === "ENOENT";
  return new CliError(
    isMissing ? "FILE_NOT_FOUND" : "FILE_UNREADABLE",
    `${path} ${isMissing ? "is not there" : `cannot be read: ${message}`}.`,
    {
      remedy: "Check the path.",
      exitCode: isMissing ? ExitCode.notFound : ExitCode.failed,
      cause: error,
    },
  );
}
