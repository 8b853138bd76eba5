import type { GuardedResponse } from "@belfry/plugin-kit";

/** One request, ready to be sent. */
export interface Call {
  readonly url: URL;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | FormData | undefined;
}

/** An answer and the way to it. */
export interface Answer {
  readonly response: GuardedResponse;
  /** The addresses of all redirects, those too that were not followed. */
  readonly redirects: readonly string[];
}
