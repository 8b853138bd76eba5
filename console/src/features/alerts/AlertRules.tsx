import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { ruleListQuery, RuleStatus } from "../rules/index.ts";
import styles from "./AlertsPage.module.css";
import { takesAlerts } from "./alert-rules.ts";

/** The rules that decide whom an alert reaches. */
export function AlertRules(): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(ruleListQuery());
  return (
    <Section title={t("alerts.rules")} hint={t("alerts.rulesHint")}>
      <QueryView query={query}>
        {(rules) => {
          const taking = rules.filter(takesAlerts);
          if (taking.length === 0) return <p className="quiet">{t("alerts.noRules")}</p>;
          return (
            <ul className={styles["rules"]}>
              {taking.map(({ rule, name, status }) => (
                <li key={rule}>
                  <Link to="/rules/$rule" params={{ rule }}>
                    {name}
                  </Link>
                  <RuleStatus status={status} />
                </li>
              ))}
            </ul>
          );
        }}
      </QueryView>
    </Section>
  );
}
