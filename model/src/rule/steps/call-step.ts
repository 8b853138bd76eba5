import { z } from "zod";

/** Starts an execution of another rule, once. The condition of the called rule is not asked: a call is a decision. */
export const CallStep = z
  .strictObject({
    rule: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "A rule is named with small letters, digits and hyphens, at most 63 of them.")
      .describe("The name of the rule that is called. It must be enabled."),
    inputs: z
      .record(z.string(), z.json())
      .optional()
      .describe("Its inputs, checked by its own schema. Values that are wholly `${{ … }}` are expressions."),
    wait: z.boolean().optional().meta({
      description:
        "Whether the step waits until the called execution has ended. Its output is then what that returned, and its failure that of the called one; else its output is `executionId`.",
      default: true,
    }),
  })
  .meta({ id: "CallStep", description: "Starts an execution of another rule." });
export type CallStep = z.infer<typeof CallStep>;
