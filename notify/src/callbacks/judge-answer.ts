import { isActionFailure, retryAfterMs } from "@belfry/plugin-kit";

/** What became of one call. */
export interface CallResult {
  readonly kind: "told" | "failed" | "gone";
  readonly httpStatus: number | undefined;
  readonly problem: string | undefined;
  /** What the receiver asked for by Retry-After. */
  readonly askedMs: number | undefined;
  /** Whether it says that it gets too much: nothing else is told for a while either. */
  readonly throttles: boolean;
}

/** What says of a receiver that it is overloaded (Standard Webhooks, "Retry schedule"). */
const THROTTLES: ReadonlySet<number> = new Set([429, 502, 504]);

/** Only 2xx is success. A redirect is none: a signed message is not sent on to somebody else. */
export function judgeAnswer(status: number, headers: Readonly<Record<string, string>>): CallResult {
  const base = { httpStatus: status, askedMs: undefined, throttles: false };
  if (status >= 200 && status <= 299) return { ...base, kind: "told", problem: undefined };
  if (status === 410) {
    return { ...base, kind: "gone", problem: "The receiver answered that it is gone for good (410)." };
  }
  const problem =
    status >= 300 && status <= 399
      ? `The receiver points elsewhere (${status}); write its new address.`
      : `The receiver answered with status ${status}.`;
  return {
    ...base,
    kind: "failed",
    problem,
    askedMs: retryAfterMs(headers),
    throttles: THROTTLES.has(status),
  };
}

/** A call that got no answer. */
export function judgeError(error: unknown): CallResult {
  const problem = error instanceof Error ? error.message : String(error);
  const isBlocked = isActionFailure(error) && error.code === "OUTBOUND_BLOCKED";
  return {
    kind: "failed",
    httpStatus: undefined,
    problem: isBlocked ? `${problem} An administrator opens it as a connection.` : problem,
    askedMs: undefined,
    throttles: false,
  };
}
