import { z } from "zod";

/** What happens with fire times that passed while no scheduler was up. */
export const MisfireConfig = z
  .strictObject({
    policy: z.enum(["skip", "latest", "all"]).optional().meta({
      description: "`skip` runs none of them, `latest` only the newest, `all` each of them.",
      default: "latest",
    }),
    within: z
      .string()
      .optional()
      .meta({ description: "How old a missed fire time may be and still run, as a duration.", default: "12h" }),
    perMinute: z.number().int().min(1).max(6000).optional().meta({
      description: "With `all`: at most so many per minute, so that a catch-up is no storm.",
      default: 60,
    }),
  })
  .meta({ id: "MisfireConfig", description: "What happens with fire times that passed while no scheduler was up." });
export type MisfireConfig = z.infer<typeof MisfireConfig>;

/** The misfire policy of a trigger that says nothing: a morning report is still wanted when the server was down at six. */
export const defaultMisfire = {
  policy: "latest",
  within: "12h",
  perMinute: 60,
} as const satisfies Required<MisfireConfig>;

/**
 * One trigger of a rule. Its kind is the key that names a registered trigger (`cron: "0 6 * * *"`); the rest of the
 * keys belong to that trigger and are checked by its own schema.
 */
export const TriggerConfig = z
  .looseObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,62}$/)
      .optional()
      .describe("A name for this trigger within the rule. Renaming it ends the old trigger and begins a new one."),
    misfire: MisfireConfig.optional(),
  })
  .meta({
    id: "TriggerConfig",
    description:
      'One trigger. Its kind is the key that names it, as in `cron: "0 6 * * *"`; the other keys belong to that kind.',
  });
export type TriggerConfig = z.infer<typeof TriggerConfig>;
