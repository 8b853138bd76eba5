import type { components } from "./generated/schema.d.ts";

/** One thing that is wrong in what was sent, and how to put it right. */
export type ProblemItem = components["schemas"]["ProblemItem"];
type ProblemDocument = components["schemas"]["Problem"];

/** Codes of this package, for what never became an answer of Belfry. */
export const ClientErrorCode = {
  /** Nobody answered: Belfry is not running there, or the address is wrong. */
  unreachable: "SERVER_UNREACHABLE",
  /** Somebody answered who is not Belfry, for example a proxy. */
  unexpectedAnswer: "UNEXPECTED_ANSWER",
} as const;

/** What every call throws when it did not work. Compare `code`; the texts are for people. */
export class BelfryProblem extends Error {
  override readonly name = "BelfryProblem";
  /** A code of the error reference, or one of `ClientErrorCode`. */
  readonly code: string;
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** What happened, the same for every case of a code. */
  readonly title: string;
  /** The particulars of this case. May be empty. */
  readonly detail: string;
  /** What to do about it. */
  readonly remedy: string;
  readonly problems: readonly ProblemItem[];
  /** Under which the server's log knows the request. */
  readonly requestId: string | undefined;
  /** How long to wait before trying again, where the server says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    problem: Omit<ProblemDocument, "type" | "requestId"> & {
      readonly requestId?: string;
      readonly retryAfterSeconds?: number;
    },
    options?: ErrorOptions,
  ) {
    super(problem.detail === "" ? problem.title : `${problem.title} ${problem.detail}`, options);
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.remedy = problem.remedy;
    this.problems = problem.problems;
    this.requestId = problem.requestId;
    this.retryAfterSeconds = problem.retryAfterSeconds;
  }
}

/** Whether this is a problem, and, with a code, whether it is that one. */
export function isBelfryProblem(error: unknown, code?: string): error is BelfryProblem {
  return error instanceof BelfryProblem && (code === undefined || error.code === code);
}

export function unreachable(baseUrl: string, cause: unknown): BelfryProblem {
  const reason = cause instanceof Error ? describeCause(cause) : String(cause);
  return new BelfryProblem(
    {
      code: ClientErrorCode.unreachable,
      status: 0,
      title: "Belfry does not answer.",
      detail: `${baseUrl}: ${reason}.`,
      remedy: "Start it with `belfry start`, or correct the address.",
      problems: [],
    },
    { cause },
  );
}

/** The problem in an answer that is not a success. */
export function problemOf(response: Pick<Response, "status" | "url" | "headers">, body: unknown): BelfryProblem {
  const retryAfter = response.headers.get("retry-after");
  if (isProblemDocument(body))
    return new BelfryProblem({ ...body, ...(retryAfter !== null && { retryAfterSeconds: Number(retryAfter) }) });
  return new BelfryProblem({
    code: ClientErrorCode.unexpectedAnswer,
    status: response.status,
    title: "The answer does not come from Belfry.",
    detail: `${response.url} answered with the status ${response.status}.`,
    remedy: "Check the address, and what stands between here and there.",
    problems: [],
  });
}

function isProblemDocument(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null && "code" in body && "title" in body && "problems" in body;
}

/** `fetch failed` says nothing; the reason is one level below, and several addresses may each have one. */
function describeCause(error: Error): string {
  const { cause } = error;
  if (cause instanceof AggregateError) return (cause.errors as Error[]).map(({ message }) => message).join(", ");
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}
