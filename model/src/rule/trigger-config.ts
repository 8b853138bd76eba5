import { z } from "zod";
import { Condition } from "../condition/condition.ts";

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

/** Gathering: what happens with many events of one trigger and one key. At most one of the three. */
const Throttle = z
  .strictObject({
    every: z.string().describe("After one event that fired, others wait for none of this time, as a duration."),
  })
  .meta({
    id: "Throttle",
    description: "The first event fires; those of the time after it get the fate `rate-limited`.",
  });
const Debounce = z
  .strictObject({
    quiet: z.string().describe("How long no further event may come before it fires, as a duration."),
    max: z.string().optional().describe("How long it is put off at the most, as a duration."),
  })
  .meta({
    id: "Debounce",
    description: "Fires once, with all events gathered, when no further one comes for a while.",
  });
const Batch = z
  .strictObject({
    size: z.number().int().min(2).max(10_000).describe("How many events fire together."),
    within: z.string().describe("How long the first of them waits for the others at the most, as a duration."),
  })
  .meta({ id: "Batch", description: "Fires once for so many events, or with fewer when the time is over." });

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
    calendar: z.string().min(1).optional().describe("The calendar that says which days are worked on, by its name."),
    onHoliday: z.enum(["run", "skip", "previous", "next"]).optional().meta({
      description:
        "What happens on a day that is not worked on: `previous` and `next` move it to the nearest working day.",
      default: "skip",
    }),
    workday: z
      .number()
      .int()
      .min(-23)
      .max(23)
      .refine((n) => n !== 0, "There is no working day 0; 1 is the first of a month and -1 the last.")
      .optional()
      .describe("Fires only on the nth working day of a month: 1 is the first, -1 the last."),
    dayStartsAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day like 04:00.")
      .optional()
      .meta({
        description: "When a business day begins: with 04:00, two at night belongs to the day before.",
        default: "00:00",
      }),
    spread: z
      .string()
      .optional()
      .describe(
        "Fires up to so much later than the schedule says, as a duration: each rule at a moment of its own, always the same, so that many rules do not begin at once. No longer than the time between two fire times.",
      ),
    condition: Condition.optional().describe(
      "Decided before the condition of the rule: which of its events or fire times count.",
    ),
    key: z
      .string()
      .min(1)
      .optional()
      .describe("An expression: events with the same value belong together, each value apart from the others."),
    throttle: Throttle.optional(),
    debounce: Debounce.optional(),
    batch: Batch.optional(),
  })
  .meta({
    id: "TriggerConfig",
    description:
      'One trigger. Its kind is the key that names it, as in `cron: "0 6 * * *"`; the other keys belong to that kind.',
  });
export type TriggerConfig = z.infer<typeof TriggerConfig>;
