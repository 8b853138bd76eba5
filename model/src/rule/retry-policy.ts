import { z } from "zod";

/** How a failed action is tried again. An action inherits the policy of its rule, field by field. */
export const RetryConfig = z
  .strictObject({
    attempts: z
      .number()
      .int()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "How many times an action is tried in all, the first try included.", default: 1 }),
    delay: z.string().optional().meta({ description: "The wait before the second try, as a duration.", default: "5s" }),
    backoff: z
      .enum(["fixed", "exponential"])
      .optional()
      .meta({ description: "`exponential` doubles the wait from try to try.", default: "exponential" }),
    maxDelay: z
      .string()
      .optional()
      .meta({ description: "The longest wait between two tries, as a duration.", default: "5m" }),
    jitter: z.number().min(0).max(1).optional().meta({
      description:
        "How much of each wait is random, from 0 (none) to 1 (all of it). Keeps a thousand failed executions from coming back in the same second.",
      default: 0.2,
    }),
  })
  .meta({
    id: "RetryConfig",
    description: "How a failed action is tried again. An action inherits the policy of its rule, field by field.",
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
