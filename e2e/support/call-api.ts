import { readFile } from "node:fs/promises";

/** One request to the API with the token of the command line. @throws ApiRefusal with the problem document */
export type CallApi = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** The document of RFC 9457 as far as tests look at it. */
export interface ProblemDocument {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly remedy: string;
  readonly problems: readonly {
    readonly path: string;
    readonly position?: { readonly line: number; readonly column: number };
    readonly message: string;
    readonly remedy: string;
  }[];
}

/** What the API answered instead of what was asked for. */
class ApiRefusal extends Error {
  readonly problem: ProblemDocument;

  constructor(request: string, problem: ProblemDocument) {
    super(`${request} answered ${problem.status}: ${JSON.stringify(problem)}`);
    this.problem = problem;
  }
}

export async function apiOf(server: {
  readonly url: string | undefined;
  readonly tokenFile: string;
}): Promise<CallApi> {
  if (server.url === undefined) throw new Error("The server has no API.");
  const { url } = server;
  const token = (await readFile(server.tokenFile, "utf8")).trim();
  return callWith(url, { authorization: `Bearer ${token}` });
}

/** The API with these credentials; the headers may also name another content type than JSON. */
export function callWith(url: string, headers: Readonly<Record<string, string>>): CallApi {
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new ApiRefusal(`${method} ${path}`, JSON.parse(text) as ProblemDocument);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
}

/** The problem document of a request that must be refused. */
export async function refusalOf(request: Promise<unknown>): Promise<ProblemDocument> {
  const answer = await request.catch((error: unknown) => error);
  if (answer instanceof ApiRefusal) return answer.problem;
  throw new Error(`The API did not refuse it: ${answer instanceof Error ? answer.message : JSON.stringify(answer)}`);
}
