import type { Writable } from "node:stream";
import { isBelfryProblem } from "@belfry/client";
import { CliError, type FileProblem } from "./cli-error.ts";
import { ExitCode, exitCodeOf } from "./exit-code.ts";

interface Report {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly problems: readonly FileProblem[];
  readonly requestId?: string;
}

/** Writes an error on standard error, one clear line first, and returns the exit code. */
export function reportError(error: unknown, options: { readonly json: boolean; readonly stderr: Writable }): ExitCode {
  const { report, exitCode } = describe(error);
  options.stderr.write(options.json ? `${JSON.stringify({ error: report })}\n` : `${written(report)}\n`);
  return exitCode;
}

function describe(error: unknown): { readonly report: Report; readonly exitCode: ExitCode } {
  if (error instanceof CliError) {
    const { code, message, remedy, problems, exitCode } = error;
    return { report: { code, message, remedy, problems }, exitCode };
  }
  if (isBelfryProblem(error)) {
    const problems = error.problems.map(({ path, message, remedy }) => ({ place: path, message, remedy }));
    // The list below says the same as the detail, and more.
    const message = problems.length > 0 ? error.title : error.message;
    const { code, remedy, requestId } = error;
    const report = { code, message, remedy, problems, ...(requestId !== undefined && { requestId }) };
    return { report, exitCode: exitCodeOf(error) };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const remedy = "This is a mistake of Belfry; please report it.";
  return { report: { code: "INTERNAL", message, remedy, problems: [] }, exitCode: ExitCode.failed };
}

function written({ code, message, remedy, problems, requestId }: Report): string {
  const list = problems.map(
    ({ place, message: what, remedy: todo }) => `  ${place === "" ? "" : `${place}: `}${what}\n      ${todo}`,
  );
  const request = requestId === undefined ? "" : `, request ${requestId}`;
  return [`belfry: ${message}`, ...list, `${remedy} (${code}${request})`].join("\n");
}
