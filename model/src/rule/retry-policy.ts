import { z } from "zod";

const times = {
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
};

/** How often and when failures of one class are tried again. A field that is left out is inherited. */
export const RetryTimes = z.strictObject(times).meta({
  id: "RetryTimes",
  description:
    "How often and when failures of one class are tried again; `attempts: 1` means not at all. A field that is left out is inherited.",
});
export type RetryTimes = z.infer<typeof RetryTimes>;

/** The classes of failures that may be tried again. What is wrong with a rule stays wrong, so `config` is none of them. */
export const retriedClasses = ["external", "timeout", "runtime"] as const;
export type RetriedClass = (typeof retriedClasses)[number];

/** How a failed action is tried again. An action inherits the policy of its rule, field by field. */
export const RetryConfig = z
  .strictObject({
    ...times,
    byClass: z
      .strictObject({
        external: RetryTimes.optional().describe("Another system refused or could not be reached."),
        timeout: RetryTimes.optional().describe("It took too long."),
        runtime: RetryTimes.optional().describe(
          "The action could not do it with this data. Named here, such failures are tried again too, unless the action says that this cannot help.",
        ),
      })
      .optional()
      .meta({
        description:
          "What is different for failures of a class. For each field the action's class counts before the action, then the rule's class, then the rule. Faults of the configuration are never tried again.",
        examples: [{ external: { attempts: 8, maxDelay: "30m" }, timeout: { attempts: 1 } }],
      }),
  })
  .meta({
    id: "RetryConfig",
    description: "How a failed action is tried again. An action inherits the policy of its rule, field by field.",
  });
export type RetryConfig = z.infer<typeof RetryConfig>;

/** `RetryTimes` with every field known, durations in milliseconds. */
export interface KnownRetryTimes {
  readonly attempts: number;
  readonly delayMs: number;
  readonly backoff: "fixed" | "exponential";
  readonly maxDelayMs: number;
  readonly jitter: number;
}

/** A retry policy with every field of every class known. */
export interface RetryPolicy extends Readonly<Record<RetriedClass, KnownRetryTimes>> {
  /** Whether failures of the class `runtime` are tried again of which the action does not say whether that may help. */
  readonly retriesRuntime: boolean;
}
