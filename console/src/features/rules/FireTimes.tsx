import type { FireTime } from "@belfry/client";
import { Tooltip } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { formatMinute, formatRelative } from "../../ui/format-time.ts";
import { StateMark } from "../../ui/StateMark.tsx";
import { useNow } from "../../ui/use-now.ts";
import styles from "./FireTimes.module.css";

/** Fire times as the calendars have them: with those that were moved, and the one that nobody can know yet. */
export function FireTimes({ times }: { readonly times: readonly FireTime[] }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const now = new Date(useNow("ten-seconds"));
  return (
    <ol className={styles["times"]}>
      {times.map(({ at, trigger, movedFrom, undecided, skipped, scheduledFor, awaits }) => (
        <li key={`${trigger} ${at}`} className={styles["time"]}>
          <time dateTime={at}>{formatMinute(new Date(at), language)}</time>
          <span className="quiet">
            {undecided === true ? <Undecided /> : formatRelative(new Date(at), now, language)}
            {movedFrom !== undefined &&
              ` · ${t("rules.movedFrom", { from: formatMinute(new Date(movedFrom), language) })}`}
            {scheduledFor !== undefined &&
              ` · ${t("whatIf.spread", { time: formatMinute(new Date(scheduledFor), language) })}`}
            {awaits !== undefined && ` · ${t("whatIf.awaits", { rules: awaits.rules.join(t("common.comma")) })}`}
            {skipped !== undefined && ` · ${t("whatIf.skipped", { reason: String(skipped["reason"]) })}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The calendar ends before this time: whether it fires is not known. */
function Undecided(): ReactElement {
  const { t } = useTranslation();
  return (
    <Tooltip title={t("rules.undecidedHint")}>
      <span>
        <StateMark tone="held">{t("rules.undecided")}</StateMark>
      </span>
    </Tooltip>
  );
}
