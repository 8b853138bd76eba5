import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tooltip } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatMinute, formatRelative } from "../../ui/format-time.ts";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { useNow } from "../../ui/use-now.ts";
import { executionListQuery, ExecutionTable } from "../executions/index.ts";
import { CalendarAlerts } from "./CalendarAlerts.tsx";
import { ReconciliationLine } from "./ReconciliationLine.tsx";
import { nextFireTimesQuery, reconciliationQuery, type Rule } from "./rule-queries.ts";
import styles from "./RuleOverview.module.css";

/** When a rule fires next, what it did last, and whether every fire time is accounted for. */
export function RuleOverview({ rule }: { readonly rule: Rule }): ReactElement {
  const { t } = useTranslation();
  const recent = useQuery(executionListQuery({ rule: rule.rule, roots: true, limit: 10 }));
  const reconciliation = useQuery(reconciliationQuery(rule.rule));
  const hasSchedule = rule.schedule.length > 0;
  return (
    <div className={styles["columns"]}>
      <div className={styles["main"]}>
        <CalendarAlerts calendars={rule.calendars} />
        {hasSchedule && (
          <Section title={t("rules.reconciliation")} hint={t("rules.slotsHint")}>
            <QueryView query={reconciliation}>{(counts) => <ReconciliationLine counts={counts} />}</QueryView>
          </Section>
        )}
        <Section
          title={t("rules.recent")}
          flush
          extra={
            <Link to="/executions" search={{ rule: rule.rule }}>
              {t("rules.allExecutions")}
            </Link>
          }
        >
          <QueryView query={recent}>
            {({ items }) => (
              <ExecutionTable
                executions={items}
                without="rule"
                label={t("rules.recent")}
                empty={<EmptyState title={t("executions.empty")} text={t("executions.emptyText")} />}
              />
            )}
          </QueryView>
        </Section>
      </div>
      <NextTimes rule={rule} />
    </div>
  );
}

function NextTimes({ rule }: { readonly rule: Rule }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const now = new Date(useNow("ten-seconds"));
  const query = useQuery(nextFireTimesQuery(rule.rule, 10));
  const isOff = rule.status !== "enabled" && rule.schedule.length > 0;
  return (
    <Section title={t("rules.nextTimes")} {...(isOff && { hint: t("rules.nextTimesDisabled") })}>
      <QueryView query={query}>
        {(times) =>
          times.length === 0 ? (
            <p className="quiet">{t("rules.noNextTimes")}</p>
          ) : (
            <ol className={`${styles["times"]} ${isOff ? styles["off"] : ""}`}>
              {times.map(({ at, trigger, movedFrom, undecided }) => (
                <li key={`${trigger} ${at}`} className={styles["time"]}>
                  <time dateTime={at}>{formatMinute(new Date(at), language)}</time>
                  <span className="quiet">
                    {undecided === true ? <Undecided /> : formatRelative(new Date(at), now, language)}
                    {movedFrom !== undefined &&
                      ` · ${t("rules.movedFrom", { from: formatMinute(new Date(movedFrom), language) })}`}
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </QueryView>
    </Section>
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
