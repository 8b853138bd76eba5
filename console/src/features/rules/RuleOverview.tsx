import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { executionListQuery, ExecutionTable } from "../executions/index.ts";
import { RuleFeeds } from "../events/index.ts";
import { CalendarAlerts } from "./CalendarAlerts.tsx";
import { FireTimes } from "./FireTimes.tsx";
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
        <RuleFeeds rule={rule.rule} />
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
  const query = useQuery(nextFireTimesQuery(rule.rule, 10));
  const isOff = rule.status !== "enabled" && rule.schedule.length > 0;
  return (
    <Section title={t("rules.nextTimes")} {...(isOff && { hint: t("rules.nextTimesDisabled") })}>
      <QueryView query={query}>
        {(times) =>
          times.length === 0 ? (
            <p className="quiet">{t("rules.noNextTimes")}</p>
          ) : (
            <div className={isOff ? styles["off"] : undefined}>
              <FireTimes times={times} />
            </div>
          )
        }
      </QueryView>
    </Section>
  );
}
