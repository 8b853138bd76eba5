import type { CalendarSummary } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark } from "../../ui/StateMark.tsx";
import { WARN_BELOW_DAYS } from "./warn-below-days.ts";

/** How far a calendar still reaches. */
export function HorizonMark({ daysLeft, until }: Pick<CalendarSummary, "daysLeft" | "until">): ReactElement {
  const { t } = useTranslation();
  if (daysLeft < 0) return <StateMark tone="bad">{t("calendars.ended", { until })}</StateMark>;
  if (daysLeft < WARN_BELOW_DAYS)
    return <StateMark tone="held">{t("calendars.endsSoon", { count: daysLeft })}</StateMark>;
  return <StateMark tone="good">{t("calendars.daysLeft", { count: daysLeft })}</StateMark>;
}
