import createFetchClient from "openapi-fetch";
import type { paths } from "./generated/schema.d.ts";
import { problemOf, unreachable } from "./problem.ts";

export interface ClientOptions {
  /** Where Belfry is, without a slash at the end: `http://127.0.0.1:4200`. Empty in the console: the page's own origin. */
  readonly baseUrl: string;
  /** An API token. Without one the browser's session cookie is used. */
  readonly token?: string;
  /** The longest a call may take, in milliseconds. @default no limit of its own */
  readonly timeoutMs?: number;
  /** @default the global one */
  readonly fetch?: (request: Request) => Promise<Response>;
}

export type Http = ReturnType<typeof createHttp>;

export function createHttp({ baseUrl, token, timeoutMs, fetch = globalThis.fetch }: ClientOptions) {
  return createFetchClient<paths>({
    baseUrl,
    credentials: "include",
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    fetch: async (request) => {
      try {
        const limited =
          timeoutMs === undefined ? request : new Request(request, { signal: AbortSignal.timeout(timeoutMs) });
        return await fetch(limited);
      } catch (error) {
        throw unreachable(baseUrl, error);
      }
    },
  });
}

/**
 * The data of a call that worked.
 * @throws BelfryProblem otherwise
 */
export async function unwrap<Data>(
  call: Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response, error);
  return data as Exclude<Data, undefined>;
}
