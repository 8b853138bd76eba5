import { CliError } from "./cli-error.ts";
import { ExitCode } from "./exit-code.ts";

/** An error of Belfry's own code that ran here and not on a server. */
interface OwnError extends Error {
  readonly code: string;
  readonly status: number;
  readonly remedy: string;
  readonly problems: readonly {
    readonly path: string;
    readonly position?: { readonly line: number; readonly column: number };
    readonly message: string;
    readonly remedy: string;
  }[];
  /** What `message` ends with. */
  readonly detail: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Runs what needs no server, so that its errors are told as those of the API are. @throws CliError with the code */
export async function toldHere<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "AppError") throw error;
    const { code, status, remedy, problems, details, detail } = error as OwnError;
    // The list below says the same as the detail, and more.
    const message =
      problems.length > 0 ? error.message.slice(0, error.message.length - detail.length).trim() : error.message;
    const file = typeof details["file"] === "string" ? details["file"] : "";
    throw new CliError(code, message, {
      remedy,
      exitCode: status === 404 ? ExitCode.notFound : ExitCode.refused,
      problems: problems.map(({ path, position, message: what, remedy: todo }) => {
        const at = position === undefined ? path : `${file}:${position.line}:${position.column} ${path}`;
        return { place: at, message: what, remedy: todo };
      }),
      cause: error,
    });
  }
}
