import type { GuardedResponse, RedirectableRequest } from "@belfry/plugin-kit";

/** One request, ready to be sent. */
export type Call = RedirectableRequest;

/** An answer and the way to it. */
export interface Answer {
  readonly response: GuardedResponse;
  /** The addresses of all redirects, those too that were not followed. */
  readonly redirects: readonly string[];
}
