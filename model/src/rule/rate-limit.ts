import { z } from "zod";

const fields = {
  limit: z.number().int().min(1).max(1_000_000).describe("How many within `per`."),
  per: z.string().describe("The time, as a duration: 1s, 1m, 1h, 1d."),
};
const burst = z.number().int().min(1).max(1_000_000).optional();

/** How often a rule is started. */
export const RuleRateLimit = z
  .strictObject({
    ...fields,
    onLimit: z.enum(["queue", "skip"]).optional().meta({
      description:
        "`queue` gives each start its turn: it runs when that comes, and none is lost. `skip` gives what exceeds the limit the fate `rate-limited`.",
      default: "queue",
    }),
    burst: burst.describe(
      "How many may start at once before they are spaced evenly. Within any time `per` there are then at most `limit` + `burst` - 1. Default: 1 with `queue`, `limit` with `skip`.",
    ),
  })
  .meta({
    id: "RuleRateLimit",
    description:
      "How often the rule is started, by whatever starts it, on all nodes together. A call of another rule always gets its turn.",
  });
export type RuleRateLimit = z.infer<typeof RuleRateLimit>;

/** How often an action runs. */
export const StepRateLimit = z
  .strictObject({
    ...fields,
    key: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .meta({
        description:
          "What is counted together: a name, or an expression. Steps of any rules with the same value share their turns. Default: this step of this rule.",
        examples: ["sms-gateway", "${{ inputs.customer }}"],
      }),
    burst: burst.describe(
      "How many may run at once before they are spaced evenly. Within any time `per` there are then at most `limit` + `burst` - 1. Default: 1.",
    ),
  })
  .meta({
    id: "StepRateLimit",
    description:
      "How often the action runs, on all nodes together. Each attempt waits for its turn: a short time in place, a longer one without holding a worker.",
  });
export type StepRateLimit = z.infer<typeof StepRateLimit>;
