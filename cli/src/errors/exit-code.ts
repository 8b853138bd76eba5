import { ClientErrorCode, type BelfryProblem } from "@belfry/client";

/** How a command ends. docs/reference/cli.md and `belfry --help` describe them; scripts rely on them. */
export const ExitCode = {
  ok: 0,
  /** It did not work, for a reason that is none of those below. */
  failed: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** Belfry does not answer, or its database does not. */
  unreachable: 3,
  /** There is no such rule, execution, secret, … */
  notFound: 4,
  /** Belfry refused it: it is invalid, or not possible in the present state. */
  refused: 5,
  /** No token, an unknown one, or one that may not do this. */
  denied: 6,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export function exitCodeOf(problem: Pick<BelfryProblem, "code" | "status">): ExitCode {
  if (problem.code === ClientErrorCode.unreachable || problem.code === ClientErrorCode.unexpectedAnswer) {
    return ExitCode.unreachable;
  }
  if (problem.status === 503) return ExitCode.unreachable;
  if (problem.status === 401 || problem.status === 403) return ExitCode.denied;
  // The vault answers 422 for a secret that is missing.
  if (problem.status === 404 || problem.code.endsWith("_NOT_FOUND")) return ExitCode.notFound;
  return problem.status >= 400 && problem.status < 500 ? ExitCode.refused : ExitCode.failed;
}
