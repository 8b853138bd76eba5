import { ActionFailure } from "@belfry/plugin-kit";

/** The parts of a request that a redirect may change. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | FormData | undefined;
}

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
// They describe a body that a redirect to GET leaves behind.
const bodyHeaders = new Set([
  "content-encoding",
  "content-language",
  "content-length",
  "content-location",
  "content-type",
]);
// They were meant for the first server, not for whomever it names.
const credentialHeaders = new Set(["authorization", "cookie", "proxy-authorization", "host"]);

/** The request that a redirect asks for, by the rules of the fetch standard; nothing if the answer is no redirect. */
export function nextHop(hop: Hop, status: number, location: string | undefined): Hop | undefined {
  if (!redirectStatuses.has(status) || location === undefined) return undefined;
  if (!URL.canParse(location, hop.url.href)) {
    throw new ActionFailure(`${hop.url.host} redirects to an address that cannot be read.`, {
      class: "external",
      code: "HTTP_REDIRECT",
      details: { location },
      retryable: false,
    });
  }
  const url = new URL(location, hop.url.href);
  // A name and password in the address would be sent nowhere and logged everywhere.
  url.username = "";
  url.password = "";
  const becomesGet =
    (status === 303 && hop.method !== "GET" && hop.method !== "HEAD") ||
    ((status === 301 || status === 302) && hop.method === "POST");
  const isSameOrigin = url.origin === hop.url.origin;
  const headers = Object.fromEntries(
    Object.entries(hop.headers).filter(
      ([name]) => !(becomesGet && bodyHeaders.has(name)) && (isSameOrigin || !credentialHeaders.has(name)),
    ),
  );
  return becomesGet ? { url, method: "GET", headers, body: undefined } : { ...hop, url, headers };
}
