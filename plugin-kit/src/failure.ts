import { retryableByDefault, type FailureClass } from "@belfry/model";

export interface ActionFailureOptions {
  /** Decides whether the engine tries again. */
  readonly class: FailureClass;
  /** The plugin's own code in capitals, for example `HTTP_STATUS`. */
  readonly code: string;
  /** Facts that help to understand the failure; JSON, no secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** @default by class: `external` and `timeout` are tried again, `runtime` where the rule says so */
  readonly retryable?: boolean;
  /** Not before this many milliseconds, for example from a Retry-After header. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/**
 * The failure an action expects and names. Anything else that an action throws is taken for a bug of the action: class
 * `runtime`, not tried again.
 *
 * @example
 * ```ts
 * import { ActionFailure } from "@belfry/plugin-kit";
 * throw new ActionFailure("The server answered 503.", { class: "external", code: "HTTP_STATUS" });
 * ```
 */
export class ActionFailure extends Error {
  override readonly name = "ActionFailure";
  readonly failureClass: FailureClass;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryable: boolean;
  /** Whether `retryable` was said, and does not only follow from the class: then no policy of a rule overrules it. */
  readonly isRetryGiven: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: ActionFailureOptions) {
    super(message, { cause: options.cause });
    this.failureClass = options.class;
    this.code = options.code;
    this.details = options.details ?? {};
    this.retryable = options.retryable ?? retryableByDefault[options.class];
    this.isRetryGiven = options.retryable !== undefined;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Compares by name, not by class: a plugin may carry its own copy of this package. */
export function isActionFailure(error: unknown): error is ActionFailure {
  return error instanceof Error && error.name === "ActionFailure" && "failureClass" in error;
}
