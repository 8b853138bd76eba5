import { Alert } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Rule } from "./rule-queries.ts";

/** With fewer days left the holidays of the next year should be known by now. */
const WARN_BELOW_DAYS = 30;

/** Calendars of a rule that end soon, or that are not there. */
export function CalendarAlerts({ calendars }: Pick<Rule, "calendars">): ReactElement | null {
  const { t } = useTranslation();
  const ending = calendars.filter(({ daysLeft }) => daysLeft === null || daysLeft < WARN_BELOW_DAYS);
  if (ending.length === 0) return null;
  return (
    <>
      {ending.map(({ calendar, knownUntil }) => (
        <Alert
          key={calendar}
          type="warning"
          showIcon
          title={
            knownUntil === null
              ? t("rules.calendarMissing", { calendar })
              : t("rules.calendarEnds", { calendar, until: knownUntil })
          }
        />
      ))}
    </>
  );
}
