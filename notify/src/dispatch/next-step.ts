import type { DeliveryOutcome } from "@belfry/plugin-kit";

/** What happens with a delivery after a send. */
export interface NextStep {
  /** `sending`: the next account tries at once. */
  readonly state: "accepted" | "failed" | "unknown" | "queued" | "sending";
  readonly reason: string | undefined;
  /** With `queued`: the wait, and the moment before which the provider does not want to be asked. */
  readonly delayMs?: number;
  readonly notBefore?: Date;
  /** With `queued`: it waits until an account may send again, and that is no try of its own. */
  readonly waits?: boolean;
}

/**
 * Decides by the outcome of one send. An unknown outcome is never followed by another send, and neither another account
 * nor another try is wasted on a recipient or a content that was refused.
 */
export function nextStep(
  outcome: DeliveryOutcome,
  situation: {
    /** How often the delivery was put off before. */
    readonly deferrals: number;
    readonly retryDelaysMs: readonly number[];
    readonly hasNextAccount: boolean;
    /** Whether it was sent to find out whether an account works again. */
    readonly isTrial: boolean;
  },
): NextStep {
  switch (outcome.kind) {
    case "accepted":
      return { state: "accepted", reason: undefined };
    case "unknown":
      return { state: "unknown", reason: outcome.reason };
    case "recipient-fault":
    case "content-fault":
      return { state: "failed", reason: outcome.reason };
    case "try-later":
      return putOff(outcome.reason, outcome.notBefore, situation);
    case "account-fault":
      if (situation.hasNextAccount) return { state: "sending", reason: outcome.reason };
      // A wrong password stays wrong: whoever meets it learns it at once. An account that only needs a rest says until
      // when; and that a trial failed is the account's affair and not that of the message it was made with.
      if (outcome.pauseUntil === undefined && !situation.isTrial) return { state: "failed", reason: outcome.reason };
      return { state: "queued", reason: outcome.reason, waits: true };
    default:
      return outcome satisfies never;
  }
}

function putOff(
  reason: string,
  notBefore: Date | undefined,
  { deferrals, retryDelaysMs }: { readonly deferrals: number; readonly retryDelaysMs: readonly number[] },
): NextStep {
  const delayMs = retryDelaysMs[deferrals];
  if (delayMs === undefined) return { state: "failed", reason: `${reason} It was tried ${deferrals + 1} times.` };
  return notBefore === undefined
    ? { state: "queued", reason, delayMs }
    : { state: "queued", reason, delayMs, notBefore };
}
