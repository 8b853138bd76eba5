import { z } from "zod";

/** What happens with fire times that passed while no scheduler was up. */
export const MisfireConfig = z.strictObject({
  /**
   * `skip` runs none of them, `latest` only the newest, `all` each of them.
   * @default latest
   */
  policy: z.enum(["skip", "latest", "all"]).optional(),
  /** How old a missed fire time may be and still run, as a duration. @default 12h */
  within: z.string().optional(),
  /** With `all`: at most so many per minute, so that a catch-up is no storm. @default 60 */
  perMinute: z.number().int().min(1).max(6000).optional(),
});
export type MisfireConfig = z.infer<typeof MisfireConfig>;

/** The misfire policy of a trigger that says nothing: a morning report is still wanted when the server was down at six. */
export const defaultMisfire = { policy: "latest", within: "12h", perMinute: 60 } as const satisfies Required<MisfireConfig>;

/**
 * One trigger of a rule. Its kind is the key that names a registered trigger (`cron: "0 6 * * *"`); the rest of the
 * keys belong to that trigger and are checked by its own schema.
 */
export const TriggerConfig = z.looseObject({
  /** A name for this trigger within the rule. Renaming it ends the old trigger and begins a new one. */
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,62}$/)
    .optional(),
  misfire: MisfireConfig.optional(),
});
export type TriggerConfig = z.infer<typeof TriggerConfig>;
