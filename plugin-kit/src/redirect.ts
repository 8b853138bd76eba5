import type { Readable } from "node:stream";

/** The parts of a request that a redirect may change. */
export interface RedirectableRequest {
  readonly url: URL;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | FormData | Readable | undefined;
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
// They describe a body that a redirect to GET leaves behind.
const bodyHeaders: ReadonlySet<string> = new Set([
  "content-encoding",
  "content-language",
  "content-length",
  "content-location",
  "content-type",
]);
// They were meant for the first server, not for whomever it names.
const credentialHeaders: ReadonlySet<string> = new Set(["authorization", "cookie", "proxy-authorization", "host"]);

/**
 * The request that a redirect asks for, by the rules of the fetch standard; nothing if the answer is no redirect, or
 * names an address that cannot be read. Cookies of a jar are not in the headers: a jar knows its servers itself.
 */
export function redirectedRequest(
  request: RedirectableRequest,
  answer: { readonly status: number; readonly location: string | undefined },
): RedirectableRequest | undefined {
  const { status, location } = answer;
  if (!redirectStatuses.has(status) || location === undefined) return undefined;
  const url = URL.parse(location, request.url.href);
  if (url === null) return undefined;
  // A name and password in the address would be sent nowhere and logged everywhere.
  url.username = "";
  url.password = "";
  const becomesGet =
    (status === 303 && request.method !== "GET" && request.method !== "HEAD") ||
    ((status === 301 || status === 302) && request.method === "POST");
  const isSameOrigin = url.origin === request.url.origin;
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(
      ([name]) => !(becomesGet && bodyHeaders.has(name)) && (isSameOrigin || !credentialHeaders.has(name)),
    ),
  );
  return becomesGet ? { url, method: "GET", headers, body: undefined } : { ...request, url, headers };
}
