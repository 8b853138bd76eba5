import {
  cronMismatches,
  DEFAULT_TIME_ZONE,
  defineTrigger,
  describeCronBriefly,
  describeCronEnglish,
  nextCronTime,
  parseCron,
  TimeZone,
} from "@belfry/plugin-kit";
import { z } from "zod";
import { mismatchText } from "./mismatch-text.ts";

/** A cron line of five fields, or six with the seconds first: numbers, names, lists, ranges, steps, `L`, `W` and `#`. */
const CronLine = z.string().superRefine((text, ctx) => {
  const parsed = parseCron(text);
  if (parsed.ok) return;
  const { position, message, remedy } = parsed.problem;
  ctx.addIssue({
    code: "custom",
    message: `${message}${position === undefined ? "" : ` (column ${position.column})`} ${remedy}`,
  });
});

/** Fires at the times that a cron line names, by the wall clock of its time zone. */
export const cronTrigger = defineTrigger({
  kind: "schedule",
  id: "cron",
  displayName: { zh: "定时", en: "Schedule" },
  description: { zh: "按 Cron 表达式在固定时间触发", en: "Fires at the times a cron line names" },
  config: z.strictObject({
    cron: CronLine.describe("Minute, hour, day, month and weekday, or six fields with the seconds first."),
    timezone: TimeZone.default(DEFAULT_TIME_ZONE).describe("The zone whose wall clock is meant, as the IANA names it."),
  }),
  // With its zone: a reader elsewhere sees the fire times by another clock.
  describe: ({ cron, timezone }) => ({
    zh: `${describeCronBriefly(cron)}（${timezone}）`,
    en: `${describeCronEnglish(cron).replace(/\.$/, "")} (${timezone}).`,
  }),
  next: ({ cron, timezone }, after) => nextCronTime(cron, timezone, after),
  misses: ({ cron, timezone }, at) => cronMismatches(cron, timezone, at).map(mismatchText),
});
