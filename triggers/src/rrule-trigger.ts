import { DEFAULT_TIME_ZONE, defineTrigger, TimeZone } from "@belfry/plugin-kit";
import { RRuleTemporal } from "rrule-temporal";
import { z } from "zod";
import { LocalTime, momentOf } from "./local-time.ts";

/** Reading a rule takes a hundred times as long as asking it; a trigger's configuration is one object for its life. */
const read = new WeakMap<object, RRuleTemporal>();

const Recurrence = z
  .strictObject({
    rrule: z
      .string()
      .max(1_000)
      .regex(/^FREQ=/i, "Begin with FREQ, as in FREQ=MONTHLY;BYDAY=-1FR.")
      .describe("The recurrence of RFC 5545, without DTSTART: `FREQ=MONTHLY;BYDAY=-1FR`."),
    from: LocalTime.describe("The first time it may fire, and the time of day at which it does: `2026-01-01T08:00`."),
    timezone: TimeZone.default(DEFAULT_TIME_ZONE).describe("The zone whose wall clock is meant, as the IANA names it."),
  })
  .superRefine((config, ctx) => {
    try {
      const first = open(config).next(new Date(momentOf(config.from, config.timezone).getTime() - 1), false);
      if (first === null) ctx.addIssue({ code: "custom", path: ["rrule"], message: "This rule never fires." });
    } catch (error) {
      const message = `The rule cannot be read: ${(error as Error).message}`;
      ctx.addIssue({ code: "custom", path: ["rrule"], message });
    }
  });
type Recurrence = z.output<typeof Recurrence>;

function open({ rrule, from, timezone }: Recurrence): RRuleTemporal {
  const start = momentOf(from, timezone);
  const local = new Date(start.getTime()).toLocaleString("sv-SE", { timeZone: timezone }).replaceAll(/[-:]/g, "");
  return new RRuleTemporal({ rruleString: `DTSTART;TZID=${timezone}:${local.replace(" ", "T")}\nRRULE:${rrule}` });
}

/** Fires at the times that a recurrence rule of calendars names. */
export const rruleTrigger = defineTrigger({
  kind: "schedule",
  id: "rrule",
  displayName: { zh: "日历循环", en: "Recurrence" },
  description: { zh: "按日历循环规则（RFC 5545）触发", en: "Fires at the times a recurrence rule (RFC 5545) names" },
  config: Recurrence,
  describe: ({ rrule, from, timezone }) => ({
    zh: `${rrule}，自 ${from.replace("T", " ")} 起（${timezone}）`,
    en: `${rrule}, from ${from.replace("T", " ")} (${timezone})`,
  }),
  next(config, after) {
    let rule = read.get(config);
    if (rule === undefined) {
      rule = open(config);
      read.set(config, rule);
    }
    const next = rule.next(after, false);
    return next === null ? undefined : new Date(next.epochMilliseconds);
  },
});
