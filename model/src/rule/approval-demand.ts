/**
 * What a rule wants a second person to release. The settings of the installation may demand more; a rule never takes
 * anything back from them.
 */
import { z } from "zod";

const recipientsAbove = z
  .number()
  .int()
  .min(0)
  .max(1_000_000)
  .describe("A message to more recipients than this is held until a second person has released it.");

export const RuleApproval = z
  .strictObject({
    firstEnable: z
      .boolean()
      .optional()
      .meta({ description: "Whether a second person releases the rule when it is first enabled.", default: false }),
    deletion: z
      .boolean()
      .optional()
      .meta({ description: "Whether a second person agrees before it is archived.", default: false }),
    recipientsAbove: recipientsAbove.optional(),
  })
  .meta({ id: "RuleApproval", description: "What a second person releases, for the whole rule." });
export type RuleApproval = z.infer<typeof RuleApproval>;

export const StepApproval = z.union([z.literal(true), z.strictObject({ recipientsAbove })]).meta({
  id: "StepApproval",
  description:
    "`true`: the action waits for a second person before it runs. With `recipientsAbove`: only its messages to more recipients do.",
});
export type StepApproval = z.infer<typeof StepApproval>;
