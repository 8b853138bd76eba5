import type { Alert } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { Instant } from "../../ui/Instant.tsx";
import { alertFacts, type AlertFact } from "./alert-facts.ts";
import styles from "./AlertsPage.module.css";

/** What was measured when the alert began, by name. */
export function AlertFacts({ facts }: { readonly facts: Alert["facts"] }): ReactElement {
  const { t } = useTranslation();
  return (
    <ul className={styles["facts"]}>
      {alertFacts(facts).map((fact) => (
        <li key={`${fact.name} ${fact.as}`}>
          <span className="quiet">{t(`alerts.factNames.${fact.name}`)}</span> <FactValue fact={fact} />
        </li>
      ))}
    </ul>
  );
}

function FactValue({ fact }: { readonly fact: AlertFact }): ReactElement {
  const { language } = usePreferences();
  switch (fact.as) {
    case "instant":
      return <Instant at={fact.value} />;
    case "duration":
      return <>{formatDuration(fact.value, language)}</>;
    case "percent":
      return <>{`${(fact.value * 100).toFixed(fact.value === 1 ? 0 : 1)} %`}</>;
    case "execution":
      return (
        <Link
          to="/executions/$executionId"
          params={{ executionId: fact.value }}
          style={{ textDecoration: "underline" }}
        >
          #{fact.value}
        </Link>
      );
    case "number":
    case "text":
      return <span className="breakable">{fact.value}</span>;
  }
}
