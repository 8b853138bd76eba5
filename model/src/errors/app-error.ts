import { errorCatalog, type ErrorCode } from "./error-catalog.ts";
import { describeProblem, type Problem } from "./problems.ts";

export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The one error class. Its code says what happened and is what callers compare; `message` is the sentence of the
 * catalog followed by `detail`, so that a log line alone tells what was wrong.
 *
 * @example
 * ```ts
 * throw new AppError("SCHEDULE_INVALID", { expression: "0 25 * * *", reason: "The hour 25 does not exist." });
 * ```
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  /** What the code is about: `reason` (a sentence), `problems`, names and ids. Never a secret. */
  readonly details: ErrorDetails;
  /** The particulars of this case in words: the `reason` of the details, or the first of its `problems`. May be empty. */
  readonly detail: string;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    const detail = detailOf(details);
    super(detail === "" ? errorCatalog[code].message : `${errorCatalog[code].message} ${detail}`, options);
    this.code = code;
    this.details = details;
    this.detail = detail;
  }

  /** The HTTP status the API answers with. */
  get status(): number {
    return errorCatalog[this.code].status;
  }

  /** What to do about it: the `remedy` of the details where one was given, else that of the catalog. */
  get remedy(): string {
    const { remedy } = this.details;
    return typeof remedy === "string" ? remedy : errorCatalog[this.code].remedy;
  }

  /** The list of problems of an invalid rule, request or template; empty for other errors. */
  get problems(): readonly Problem[] {
    return problemsOf(this.details);
  }
}

/**
 * Whether this is one of ours, and, with a code, whether it is that one. Compares name and code and not the class:
 * a plugin may have been installed with a copy of this package of its own.
 */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  if (!(error instanceof Error) || error.name !== "AppError" || !("code" in error)) return false;
  if (typeof error.code !== "string" || !Object.hasOwn(errorCatalog, error.code)) return false;
  return code === undefined || error.code === code;
}

function detailOf(details: ErrorDetails): string {
  if (typeof details["reason"] === "string") return details["reason"];
  const [first, ...others] = problemsOf(details);
  if (first === undefined) return "";
  return others.length === 0 ? describeProblem(first) : `${describeProblem(first)} (and ${others.length} more)`;
}

function problemsOf(details: ErrorDetails): readonly Problem[] {
  const { problems } = details;
  return Array.isArray(problems) ? (problems as readonly Problem[]) : [];
}
