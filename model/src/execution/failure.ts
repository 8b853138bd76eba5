import { z } from "zod";

/** Why something failed, as far as the engine must know it to decide what happens next. */
export const FailureClass = {
  /** The rule, a secret or an account is wrong: trying again cannot help. */
  config: "config",
  /** The action itself could not do it with this data. */
  runtime: "runtime",
  /** Another system refused or could not be reached. */
  external: "external",
  timeout: "timeout",
  cancelled: "cancelled",
} as const;
export type FailureClass = (typeof FailureClass)[keyof typeof FailureClass];

/** Which classes are tried again unless the failure itself says otherwise. */
export const retryableByDefault: Readonly<Record<FailureClass, boolean>> = {
  config: false,
  runtime: false,
  external: true,
  timeout: true,
  cancelled: false,
};

/** A failure as it is kept in the ledger and shown to people. Never holds a secret: texts are masked before. */
export const Failure = z.strictObject({
  class: z.enum(["config", "runtime", "external", "timeout", "cancelled"]),
  /** A code of the error catalog, or one of the plugin's own. */
  code: z.string(),
  /** A sentence for people. */
  message: z.string(),
  /** The action that failed, where one did. */
  action: z.string().optional(),
  /** Whether trying again may help. */
  retryable: z.boolean().optional(),
  details: z.record(z.string(), z.json()).optional(),
});
export type Failure = z.infer<typeof Failure>;
