import { isAppError, retryableByDefault, type Failure } from "@belfry/model";
import { isActionFailure } from "@belfry/plugin-kit";

/** A failure as it is kept, and what the retry policy needs to know of it. */
export interface Classified {
  readonly failure: Failure;
  readonly retryAfterMs: number | undefined;
  /** Whether the action said itself whether another try may help. */
  readonly isDecided: boolean;
}

/** The codes of ours that say the rule or the installation is wrong, so that trying again cannot help. */
const configCodes = new Set([
  "SECRET_NOT_FOUND",
  "CHANNEL_NOT_FOUND",
  "ACTION_UNKNOWN",
  "OUTBOUND_BLOCKED",
  "CONFIG_INVALID",
  "RECORD_TABLE_NOT_FOUND",
  "RECORD_TABLE_FULL",
  "LOOKUP_TOO_LARGE",
]);

/** What an action threw, as a failure: one it named, one of our own errors, or a bug. */
export function failureOf(error: unknown, action: string): Classified {
  if (isActionFailure(error)) {
    const failure = {
      class: error.failureClass,
      code: error.code,
      message: error.message,
      action,
      retryable: error.retryable,
      ...detailsOf(error.details),
    };
    // A copy of the class from before knew no difference: what it says counts.
    return {
      failure,
      retryAfterMs: error.retryAfterMs,
      isDecided: (error as Partial<typeof error>).isRetryGiven ?? true,
    };
  }
  if (isAppError(error)) {
    const failureClass = configCodes.has(error.code) ? "config" : "runtime";
    return {
      failure: { class: failureClass, code: error.code, message: error.message, action, retryable: false },
      retryAfterMs: undefined,
      isDecided: false,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    failure: { class: "runtime", code: "ACTION_BUG", message, action, retryable: retryableByDefault.runtime },
    retryAfterMs: undefined,
    isDecided: false,
  };
}

/** Only what is JSON survives; an action may have put anything into its details. */
function detailsOf(details: Readonly<Record<string, unknown>>): Pick<Failure, "details"> {
  if (Object.keys(details).length === 0) return {};
  try {
    return { details: JSON.parse(JSON.stringify(details)) as NonNullable<Failure["details"]> };
  } catch (error) {
    return { details: { unprintable: String(error) } };
  }
}
