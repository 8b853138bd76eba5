import type { GuardedResponse } from "@belfry/plugin-kit";
import type { Call } from "./call.ts";

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const bodyHeaders = new Set(["content-encoding", "content-language", "content-length", "content-type"]);
// They were meant for the first server, not for whomever it names. Cookies of a jar know their servers themselves.
const credentialHeaders = new Set(["authorization", "cookie", "host"]);

/** The request that a redirect asks for, by the rules of the fetch standard; nothing if the answer is no redirect. */
export function redirectedCall(call: Call, response: GuardedResponse): Call | undefined {
  const location = response.headers["location"];
  if (!redirectStatuses.has(response.status) || location === undefined) return undefined;
  if (!URL.canParse(location, call.url.href)) return undefined;
  const url = new URL(location, call.url.href);
  // A name and password in the address would be sent nowhere and logged everywhere.
  url.username = "";
  url.password = "";
  const isSameOrigin = url.origin === call.url.origin;
  const becomesGet =
    response.status === 303 ? call.method !== "HEAD" : response.status <= 302 && call.method === "POST";
  const headers = Object.fromEntries(
    Object.entries(call.headers).filter(
      ([name]) => !(becomesGet && bodyHeaders.has(name)) && (isSameOrigin || !credentialHeaders.has(name)),
    ),
  );
  return becomesGet ? { url, method: "GET", headers, body: undefined } : { ...call, url, headers };
}
