import { DEFAULT_TIME_ZONE, defineTrigger, nextCronTime, TimeZone } from "@belfry/plugin-kit";
import { z } from "zod";
import { dailyAt, DayStart, TimeOfDay } from "./daily.ts";
import { namesOf, RuleNames } from "./rule-names.ts";

/** Fires when other rules have not succeeded by a time of the day. */
export const lateTrigger = defineTrigger({
  kind: "schedule",
  id: "late",
  displayName: { zh: "规则迟到", en: "Rule is late" },
  description: {
    zh: "到每天的指定时间，规则在该业务日内还没有成功时触发",
    en: "Fires when a rule has not succeeded within its business day by a time",
  },
  config: z.strictObject({
    late: RuleNames.describe("The rule that should have succeeded, or several of which each should have, by name."),
    by: TimeOfDay.describe("By when, as a time of the day: `07:00`."),
    timezone: TimeZone.default(DEFAULT_TIME_ZONE).describe("The zone whose wall clock is meant, as the IANA names it."),
    dayStartsAt: DayStart.describe("When a business day begins; what succeeded since then counts."),
  }),
  describe: ({ late, by, timezone }) => ({
    zh: `到 ${by} ${namesOf(late).join("、")} 还没有成功时（${timezone}）`,
    en: `When ${namesOf(late).join(", ")} has not succeeded by ${by} (${timezone})`,
  }),
  next: ({ by, timezone }, after) => nextCronTime(dailyAt(by), timezone, after),
  awaits: ({ late, timezone, dayStartsAt }) => ({
    rules: namesOf(late),
    of: "all",
    on: "success",
    fires: "missing",
    dayStartsAt,
    timezone,
  }),
});
