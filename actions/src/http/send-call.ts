import { ActionFailure, redirectedRequest, type ActionContext, type GuardedResponse } from "@belfry/plugin-kit";
import type { CookieJar } from "tough-cookie";
import type { Answer, Call } from "./call.ts";

export interface SendOptions {
  readonly jar: CookieJar;
  readonly maxRedirects: number;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** A redirect to such an address is not followed but is the answer. */
  readonly stopsAt?: (url: URL) => boolean;
  /** Whether it changes nothing at the other side, whatever its method is: a login. @default by its method */
  readonly onlyReads?: boolean;
}

// A redirect says everything in its header. Its body is read so that the connection can be used again, if it is short.
const redirectBodyAtMost = 65_536;

/**
 * Sends a request and follows its redirects one by one, because cookies are set and sent on the way: a login hands its
 * session over in the middle of a chain of redirects.
 * @throws ActionFailure as `ctx.fetch` does, and `HTTP_REDIRECT` after too many redirects
 */
export async function sendCall(ctx: ActionContext, first: Call, options: SendOptions): Promise<Answer> {
  const endsAt = performance.now() + options.timeoutMs;
  const redirects: string[] = [];
  let call = first;
  for (;;) {
    const response = await ctx.fetch(call.url.href, {
      method: call.method,
      headers: await withCookies(call, options.jar),
      ...(call.body !== undefined && { body: call.body }),
      signal: ctx.signal,
      timeoutMs: Math.max(1, Math.round(endsAt - performance.now())),
      maxResponseBytes: options.maxBytes,
      ...(options.onlyReads === true && { onlyReads: true }),
    });
    for (const cookie of response.setCookies) {
      // A cookie that its server may not set is dropped, as browsers do.
      await options.jar.setCookie(cookie, call.url.href, { ignoreError: true });
    }
    const next = redirectedRequest(call, { status: response.status, location: response.headers["location"] });
    if (next === undefined) return { response, redirects };
    redirects.push(next.url.href);
    if (options.maxRedirects === 0 || options.stopsAt?.(next.url) === true) return { response, redirects };
    if (redirects.length > options.maxRedirects) throw tooManyRedirects(first.url, options.maxRedirects);
    await skipBody(response);
    call = next;
  }
}

async function withCookies(call: Call, jar: CookieJar): Promise<Record<string, string>> {
  const fromJar = await jar.getCookieString(call.url.href);
  const cookies = [call.headers["cookie"] ?? "", fromJar].filter((part) => part !== "").join("; ");
  return cookies === "" ? { ...call.headers } : { ...call.headers, cookie: cookies };
}

/** Reads away a body that nobody wants, or cuts it where it is long. */
export async function skipBody(response: GuardedResponse): Promise<void> {
  let bytes = 0;
  for await (const chunk of response.stream()) {
    bytes += chunk.length;
    if (bytes > redirectBodyAtMost) break;
  }
}

function tooManyRedirects(url: URL, maxRedirects: number): ActionFailure {
  return new ActionFailure(`${url.host} redirected more than ${maxRedirects} times.`, {
    class: "external",
    code: "HTTP_REDIRECT",
    retryable: false,
  });
}
