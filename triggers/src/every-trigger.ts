import { addDays, DEFAULT_TIME_ZONE, defineTrigger, parseDuration, TimeZone } from "@belfry/plugin-kit";
import { z } from "zod";
import { LocalTime, momentOf } from "./local-time.ts";

const DAY_MS = 86_400_000;
const DAYS = /^(\d{1,4})(d|w)$/;
const TIME = /^(?:\d+h)?(?:\d+m)?(?:\d+s)?$/;

/** An interval of hours, minutes and seconds, or of whole days: a mix of both would mean neither. */
const Interval = z.string().superRefine((text, ctx) => {
  const refuse = (message: string) => ctx.addIssue({ code: "custom", message });
  const days = DAYS.exec(text);
  if (days !== null) {
    const n = Number(days[1]) * (days[2] === "w" ? 7 : 1);
    if (n < 1 || n > 3_650) refuse("Choose from one day to ten years.");
  } else if (text === "" || !TIME.test(text)) {
    refuse(
      "Write an interval of hours, minutes and seconds like 15m, 1h30m or 30s, or of days or weeks like 3d or 2w.",
    );
  } else if (parseDuration(text) < 1_000) {
    refuse("The shortest interval is 1s.");
  }
});

/**
 * Fires again and again at one distance. Hours and minutes are counted as they pass; days by the calendar, so that a rule
 * of every third day keeps its time of day when the clocks change.
 */
export const everyTrigger = defineTrigger({
  kind: "schedule",
  id: "every",
  displayName: { zh: "间隔", en: "Interval" },
  description: { zh: "按固定间隔重复触发", en: "Fires again and again at one distance" },
  config: z.strictObject({
    every: Interval.describe("The distance: `15m`, `1h30m`, `3d`, `2w`."),
    from: LocalTime.default("1970-01-01T00:00").describe(
      "From when it counts, which is its first fire time. Left out: from midnight, so that `15m` means the quarters.",
    ),
    timezone: TimeZone.default(DEFAULT_TIME_ZONE).describe("The zone whose wall clock is meant, as the IANA names it."),
  }),
  describe: ({ every, from, timezone }) => {
    const since = from === "1970-01-01T00:00" ? "" : from.replace("T", " ");
    return {
      zh: `每隔 ${every}${since === "" ? "" : `，自 ${since} 起`}（${timezone}）`,
      en: `Every ${every}${since === "" ? "" : `, from ${since}`} (${timezone})`,
    };
  },
  next({ every, from, timezone }, after) {
    const first = momentOf(from, timezone);
    if (after < first) return first;
    const days = DAYS.exec(every);
    if (days === null) {
      const step = parseDuration(every);
      return new Date(first.getTime() + (Math.floor((after.getTime() - first.getTime()) / step) + 1) * step);
    }
    const step = Number(days[1]) * (days[2] === "w" ? 7 : 1);
    // One step early, because days differ from 24 hours where clocks change.
    let n = Math.max(0, Math.floor((after.getTime() - first.getTime()) / (step * DAY_MS)) - 1);
    for (;;) {
      const time = addDays(first, n * step, timezone);
      if (time > after) return time;
      n += 1;
    }
  },
});
