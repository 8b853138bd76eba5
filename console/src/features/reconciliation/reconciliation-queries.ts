import { queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { ruleKeys } from "../rules/index.ts";
import { daysOfSpan, dayRange } from "./span.ts";

/** Days are those of the browser, as all times on the page are. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function slotDaysQuery(rule: string, span: string) {
  return queryOptions({
    queryKey: [...ruleKeys.one(rule), "slot-days", span],
    queryFn: () => belfry.rules.slotDays(rule, { ...daysOfSpan(span), timeZone: ownTimeZone() }),
  });
}

export function slotsOfDayQuery(rule: string, day: string) {
  return queryOptions({
    queryKey: [...ruleKeys.one(rule), "slots-of-day", day],
    queryFn: () => belfry.rules.slots(rule, { ...dayRange(day), limit: 1_000 }),
  });
}
