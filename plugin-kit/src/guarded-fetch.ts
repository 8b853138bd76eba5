import type { Readable } from "node:stream";

export interface GuardedRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A stream is sent once: it is not followed by a redirect. Name its length in the headers where it is known. */
  readonly body?: string | Uint8Array | FormData | Readable;
  readonly signal?: AbortSignal;
  /** How many redirects are followed. 0 returns the redirect itself. @default 0 */
  readonly maxRedirects?: number;
  /** The whole request, answer included, in milliseconds. @default 30_000 */
  readonly timeoutMs?: number;
  /** The largest answer that is read, in bytes. @default 52_428_800 (50 MiB) */
  readonly maxResponseBytes?: number;
  /**
   * Says of a POST that it changes nothing: a login, a query. Such a request is sent when a rule is only tried out, too.
   * @default only GET, HEAD and OPTIONS
   */
  readonly onlyReads?: boolean;
}

export interface GuardedResponse {
  readonly status: number;
  /** Names in lower case; several `set-cookie` headers stand in `setCookies`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
  /** The address that answered in the end. */
  readonly url: string;
  /** Reads the body. @throws ActionFailure `RESPONSE_TOO_LARGE` */
  bytes(): Promise<Uint8Array>;
  text(): Promise<string>;
  /** The body as a stream of chunks, with the same limit. */
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * One outgoing HTTP request through the outbound guard.
 * @throws ActionFailure class `external` when the server cannot be reached, `timeout` when it is too slow, `config` with
 * code `OUTBOUND_BLOCKED` when the address is not allowed
 */
export type GuardedFetch = (url: string, request?: GuardedRequest) => Promise<GuardedResponse>;
