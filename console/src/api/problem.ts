import type { Schemas } from "./client.ts";

/** A request that the server refused, or that did not reach it. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly remedy: string;
  readonly problems: readonly Schemas["ProblemItem"][];

  constructor(document: Partial<Schemas["Problem"]>, options?: ErrorOptions) {
    super(document.title ?? "", options);
    this.name = "ApiProblem";
    this.code = document.code ?? "INTERNAL";
    this.status = document.status ?? 500;
    this.detail = document.detail ?? "";
    this.remedy = document.remedy ?? "";
    this.problems = document.problems ?? [];
  }
}

/** The code of a request that found no server; the console's own, the API never answers it. */
export const UNREACHABLE = "SERVER_UNREACHABLE";

/**
 * The body of an answer.
 *
 * @throws ApiProblem when the server refused, when it could not be reached, or when its answer was no answer of Belfry's
 */
export async function answered<T>(
  request: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>,
): Promise<T> {
  const { data, error, response } = await request.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiProblem({ code: UNREACHABLE, status: 0 }, { cause });
  });
  // openapi-fetch leaves out the data of an answer without a body, and both when a proxy answered in HTML.
  if (response.ok) return data as T;
  throw new ApiProblem(isProblem(error) ? error : { status: response.status, title: `HTTP ${response.status}` });
}

export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const title = error instanceof Error ? error.message : String(error);
  return new ApiProblem({ code: "INTERNAL", title }, { cause: error });
}

function isProblem(body: unknown): body is Schemas["Problem"] {
  return typeof body === "object" && body !== null && "code" in body && typeof body.code === "string";
}
