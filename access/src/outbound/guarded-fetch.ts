import { Readable } from "node:stream";
import { Agent, FormData as WireFormData, type Dispatcher } from "undici";
import {
  ActionFailure,
  redirectedRequest,
  type GuardedFetch,
  type GuardedRequest,
  type GuardedResponse,
  type RedirectableRequest,
} from "@belfry/plugin-kit";
import { startDeadline, type Deadline } from "./deadline.ts";
import { createGuardedConnector } from "./guarded-connector.ts";
import type { OutboundRules } from "./outbound-rules.ts";
import { outboundFailure } from "./outbound-failure.ts";
import { readBody, tooLarge } from "./response-body.ts";

const defaultTimeoutMs = 30_000;
const defaultMaxResponseBytes = 52_428_800;
const standardHeaders = { accept: "*/*", "accept-encoding": "gzip, deflate, br", "user-agent": "Belfry" };

/**
 * Makes the one way out for requests over http and https: to public addresses, and to those that the list or a
 * connection allows. Every address is checked when its connection is opened, that of each redirect too. Connections are
 * kept for the next request, and let go of as soon as other addresses may be called. Disposing of it closes them.
 *
 * @throws AppError `CONFIG_INVALID` when an entry of the list cannot be read
 */
export function createGuardedFetch(rules: OutboundRules): GuardedFetch & AsyncDisposable {
  const connect = createGuardedConnector(rules);
  // One limit runs over the whole request; the two of undici would end a long but lively one.
  const open = () => new Agent({ connect, headersTimeout: 0, bodyTimeout: 0 });
  let agent = open();
  const leaving = new Set<Agent>();
  const forget = rules.connections?.onChange(() => {
    // A line that was opened before would stay open after its connection was removed. What is under way ends in peace.
    const old = agent;
    agent = open();
    leaving.add(old);
    void old.close().then(() => leaving.delete(old));
  });
  const guardedFetch: GuardedFetch = (url, request = {}) => fetchGuarded(agent, url, request);
  return Object.assign(guardedFetch, {
    async [Symbol.asyncDispose]() {
      forget?.();
      await Promise.all([agent, ...leaving].map((one) => one.destroy()));
    },
  });
}

async function fetchGuarded(agent: Agent, address: string, request: GuardedRequest): Promise<GuardedResponse> {
  const { timeoutMs = defaultTimeoutMs } = request;
  // What was read from a stream cannot be sent a second time.
  const maxRedirects = request.body instanceof Readable ? 0 : (request.maxRedirects ?? 0);
  const deadline = startDeadline(timeoutMs, request.signal);
  let hop = firstHop(address, request);
  const factsNow = () => ({
    url: hop.url,
    timeoutMs,
    isOver: deadline.isOver,
    isCancelled: request.signal?.aborted === true,
  });
  try {
    for (let redirects = 0; ; redirects += 1) {
      const answer = await send(agent, hop, deadline);
      const next = maxRedirects === 0 ? undefined : redirectedRequest(hop, locationOf(answer));
      if (next === undefined) {
        const fail = (error: unknown) => outboundFailure(error, factsNow());
        return responseOf(answer, {
          hop,
          deadline,
          fail,
          maxBytes: request.maxResponseBytes ?? defaultMaxResponseBytes,
        });
      }
      await answer.body.dump();
      if (redirects === maxRedirects) throw tooManyRedirects(hop.url, maxRedirects);
      hop = { ...next, url: checkedUrl(next.url.href) };
    }
  } catch (error) {
    deadline.clear();
    throw outboundFailure(error, factsNow());
  }
}

async function send(agent: Agent, hop: RedirectableRequest, deadline: Deadline): Promise<Dispatcher.ResponseData> {
  const answer = await agent.request({
    origin: hop.url.origin,
    path: `${hop.url.pathname}${hop.url.search}`,
    method: hop.method,
    headers: hop.headers,
    body: hop.body instanceof FormData ? onTheWire(hop.body) : (hop.body ?? null),
    signal: deadline.signal,
  });
  // Whoever reads the body meets its failure there. A body that nobody reads fails too, when its time is over, and an
  // error event without a listener would end the whole process.
  answer.body.on("error", () => undefined);
  return answer;
}

function responseOf(
  answer: Dispatcher.ResponseData,
  about: { hop: RedirectableRequest; deadline: Deadline; fail: (error: unknown) => ActionFailure; maxBytes: number },
): GuardedResponse {
  const { hop, deadline, fail, maxBytes } = about;
  const { "set-cookie": cookies = [], "content-encoding": encoding, ...others } = answer.headers;
  const hasBody = hop.method !== "HEAD" && answer.statusCode !== 204 && answer.statusCode !== 304;
  const headers = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, single(value) ?? ""]));
  // What is read is the decompressed body, to which this length does not belong.
  if (encoding !== undefined) delete headers["content-length"];
  if (!hasBody) deadline.clear();

  async function* stream(): AsyncGenerator<Uint8Array> {
    try {
      if (answer.body.bodyUsed || answer.body.destroyed) throw new Error("the answer was already read");
      if (hasBody && Number(headers["content-length"] ?? 0) > maxBytes) {
        answer.body.destroy();
        throw tooLarge({ host: hop.url.host, maxBytes });
      }
      yield* readBody(answer.body, { encoding: hasBody ? (single(encoding) ?? "") : "", maxBytes, host: hop.url.host });
    } catch (error) {
      throw fail(error);
    } finally {
      deadline.clear();
    }
  }
  async function bytes(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of stream()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
  return {
    status: answer.statusCode,
    headers,
    setCookies: typeof cookies === "string" ? [cookies] : cookies,
    url: hop.url.href,
    stream,
    bytes,
    text: async () => decodeText(await bytes(), headers["content-type"] ?? ""),
  };
}

function firstHop(address: string, request: GuardedRequest): RedirectableRequest {
  const given = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    url: checkedUrl(address),
    method: (request.method ?? "GET").toUpperCase(),
    headers: { ...standardHeaders, ...Object.fromEntries(given) },
    body: request.body,
  };
}

function checkedUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const what = url === undefined ? "is not an address" : `begins with ${url.protocol}`;
    const code = url === undefined ? "REQUEST_INVALID" : "OUTBOUND_BLOCKED";
    const message = `"${address}" ${what}. Only addresses with http:// and https:// can be called.`;
    throw new ActionFailure(message, { class: "config", code });
  }
  if (url.username !== "" || url.password !== "") {
    throw new ActionFailure(
      `The address of ${url.host} holds a name or password, which logs would show. Send them in a header.`,
      {
        class: "config",
        code: "REQUEST_INVALID",
      },
    );
  }
  return url;
}

/** undici takes only its own kind of form, and then knows its length, which many servers insist on. */
function onTheWire(form: FormData): WireFormData {
  const wire = new WireFormData();
  for (const [name, value] of form) {
    if (typeof value === "string") wire.append(name, value);
    else wire.append(name, value, value.name);
  }
  return wire;
}

function tooManyRedirects(url: URL, maxRedirects: number): ActionFailure {
  return new ActionFailure(`${url.host} redirected more than ${maxRedirects} times.`, {
    class: "external",
    code: "HTTP_REDIRECT",
    retryable: false,
  });
}

function locationOf({ statusCode, headers }: Dispatcher.ResponseData) {
  return { status: statusCode, location: single(headers["location"]) };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value;
}

function decodeText(bytes: Uint8Array, contentType: string): string {
  const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset nobody knows. UTF-8 is what such servers usually send.
    return new TextDecoder().decode(bytes);
  }
}
