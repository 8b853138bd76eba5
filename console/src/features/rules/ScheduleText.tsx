import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import type { Rule } from "./rule-queries.ts";
import { scheduleText } from "./schedule-text.ts";

/** What the triggers of a rule mean, in the language of the console. */
export function ScheduleText({ rule }: { readonly rule: Rule }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  if (rule.schedule.length === 0) return <span className="quiet">{t("rules.byHand")}</span>;
  return <>{scheduleText(rule, language)}</>;
}
