import { DEFAULT_TIME_ZONE, defineTrigger, nextCronTime, TimeZone } from "@belfry/plugin-kit";
import { z } from "zod";
import { DayStart, dailyAt } from "./daily.ts";
import { namesOf, RuleNames } from "./rule-names.ts";

const Rules = RuleNames.describe("The rules that have to run before, by name.");
const Dependencies = z.strictObject({
  rules: Rules,
  of: z.enum(["all", "any"]).default("all").describe("Whether all of them have to, or one."),
  on: z.enum(["success", "ended"]).default("success").describe("What counts: that they succeeded, or any end."),
  within: z.literal("day").default("day").describe("They have to within one business day."),
});

const After = z.strictObject({
  after: z
    .union([Rules, Dependencies])
    .describe("The rules that have to run before. A list: all of them, successfully."),
  timezone: TimeZone.default(DEFAULT_TIME_ZONE).describe("The zone whose days are meant, as the IANA names it."),
  dayStartsAt: DayStart.describe("When a business day begins."),
});

function dependenciesOf({ after }: z.output<typeof After>): z.output<typeof Dependencies> {
  return typeof after === "string" || Array.isArray(after) ? Dependencies.parse({ rules: after }) : after;
}

/**
 * Fires once a business day, as soon as other rules have run within it. Its fire times are the ends of those days: so a
 * day on which something was missing is accounted for like any other.
 */
export const afterTrigger = defineTrigger({
  kind: "schedule",
  id: "after",
  displayName: { zh: "依赖规则", en: "After other rules" },
  description: {
    zh: "同一业务日内，所依赖的规则都（或任一）成功后触发一次",
    en: "Fires once a business day, when all or any of other rules have succeeded within it",
  },
  config: After,
  describe(config) {
    const { rules, of, on } = dependenciesOf(config);
    const names = namesOf(rules);
    const zh = names.length === 1 ? "" : of === "all" ? "全部" : "任一";
    const en = names.length === 1 ? "" : of === "all" ? "all of " : "any of ";
    return {
      zh: `${names.join("、")} 当天${zh}${on === "success" ? "成功" : "结束"}后（${config.timezone}）`,
      en: `When ${en}${names.join(", ")} ${on === "success" ? "succeeded" : "ended"} that day (${config.timezone})`,
    };
  },
  next: ({ dayStartsAt, timezone }, after) => nextCronTime(dailyAt(dayStartsAt), timezone, after),
  awaits(config) {
    const { rules, of, on } = dependenciesOf(config);
    const { timezone, dayStartsAt } = config;
    return { rules: namesOf(rules), of, on, fires: "complete", dayStartsAt, timezone };
  },
});
