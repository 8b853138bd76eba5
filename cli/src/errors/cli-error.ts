import { ExitCode } from "./exit-code.ts";

/** Something that is wrong in a file, with its place as editors write it. */
export interface FileProblem {
  /** `rule.yaml:12:9`, or a key of a configuration file. */
  readonly place: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a command refuses by itself, without having asked the server. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: string;
  readonly remedy: string;
  readonly exitCode: ExitCode;
  readonly problems: readonly FileProblem[];

  /** @param options.exitCode Defaults to 1. */
  constructor(
    code: string,
    message: string,
    options: {
      readonly remedy: string;
      readonly exitCode?: ExitCode;
      readonly problems?: readonly FileProblem[];
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy;
    this.exitCode = options.exitCode ?? ExitCode.failed;
    this.problems = options.problems ?? [];
  }
}
