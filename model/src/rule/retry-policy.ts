import { z } from "zod";

/** How a failed action is tried again. An action inherits the policy of its rule, field by field. */
export const RetryConfig = z.strictObject({
  /** How many times an action is tried in all, the first try included. @default 1 */
  attempts: z.number().int().min(1).max(100).optional(),
  /** Wait before the second try, as a duration. @default 5s */
  delay: z.string().optional(),
  /** `exponential` doubles the wait from try to try. @default exponential */
  backoff: z.enum(["fixed", "exponential"]).optional(),
  /** The longest wait between two tries, as a duration. @default 5m */
  maxDelay: z.string().optional(),
  /**
   * How much of each wait is random, from 0 (none) to 1 (all of it). Keeps a thousand failed executions from coming
   * back in the same second.
   * @default 0.2
   */
  jitter: z.number().min(0).max(1).optional(),
});
export type RetryConfig = z.infer<typeof RetryConfig>;

/** A retry policy with every field known, its durations in milliseconds. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly delayMs: number;
  readonly backoff: "fixed" | "exponential";
  readonly maxDelayMs: number;
  readonly jitter: number;
}
