import { ActionFailure } from "../failure.ts";
import type { GuardedFetch, GuardedRequest, GuardedResponse } from "../guarded-fetch.ts";
import type { DryRunRequest } from "./dry-run-effect.ts";

const reading: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Headers whose values are nobody's business, whether they are known as secrets or not. */
const CONFIDENTIAL = /authorization|cookie|token|api-?key|secret|signature|session|password/i;

/** Whether a request changes nothing at the other side: by its method, or because the action says so of a login or a query. */
function onlyReads({ method = "GET", onlyReads: said = false }: GuardedRequest): boolean {
  return said || reading.has(method.toUpperCase());
}

/**
 * Requests that only read go out. Any other is shown and answered with an empty 200 where the action says that what it
 * does is captured; else it is refused.
 * @throws ActionFailure class `config` with code `DRY_RUN_REFUSED`
 */
export function capturedFetch(
  fetch: GuardedFetch,
  { show }: { readonly show: ((request: DryRunRequest) => void) | undefined },
): GuardedFetch {
  return async (url, request = {}) => {
    if (onlyReads(request)) return fetch(url, request);
    const { method = "GET", headers = {}, body } = request;
    if (show === undefined) {
      throw new ActionFailure(`In a dry run nothing is sent by an action that is said only to read: ${method}.`, {
        class: "config",
        code: "DRY_RUN_REFUSED",
        details: { method },
      });
    }
    request.signal?.throwIfAborted();
    if (URL.parse(url) === null) throw noAddress();
    show({ kind: "request", method: method.toUpperCase(), url, headers: shown(headers), ...bodyOf(body) });
    return emptyAnswer(url);
  };
}

function noAddress(): ActionFailure {
  return new ActionFailure("The address of the request is none.", { class: "config", code: "URL_INVALID" });
}

function shown(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, CONFIDENTIAL.test(name) ? "•••" : value]),
  );
}

function bodyOf(body: GuardedRequest["body"]): { body: string | null; bytes: number | null } {
  if (body === undefined) return { body: null, bytes: 0 };
  if (typeof body === "string") return { body, bytes: Buffer.byteLength(body) };
  if (body instanceof Uint8Array) return { body: textOf(body), bytes: body.length };
  if (body instanceof FormData) return { body: JSON.stringify(formOf(body)), bytes: null };
  // Nobody reads it any more, and an open file would stay open.
  body.destroy();
  return { body: null, bytes: null };
}

function formOf(form: FormData): [string, string][] {
  return [...form.entries()].map(([name, value]) => [
    name,
    typeof value === "string" ? value : `${value.name} (${value.size} bytes)`,
  ]);
}

/** The text of bytes; null when they are none. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // A picture, a workbook: its size says enough.
    return null;
  }
}

function emptyAnswer(url: string): GuardedResponse {
  return {
    status: 200,
    headers: {},
    setCookies: [],
    url,
    bytes: async () => new Uint8Array(),
    text: async () => "",
    stream: nothing,
  };
}

async function* nothing(): AsyncGenerator<never> {
  // Nothing was answered.
}
