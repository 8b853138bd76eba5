import type { ConditionTest } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark } from "../../ui/StateMark.tsx";
import { TracedParts } from "../../ui/TracedParts.tsx";
import styles from "./ConditionResult.module.css";

/** Whether a condition was met, and what each of its parts came to: parts stand below the whole that they belong to. */
export function ConditionResult({ test }: { readonly test: ConditionTest }): ReactElement {
  const { t } = useTranslation();
  const { value, problem, parts, expression, stored } = test;
  const whole = parts[0]?.source;
  return (
    <>
      <div className={styles["verdict"]}>
        {value === undefined ? (
          <StateMark tone="bad">{t("conditions.failed")}</StateMark>
        ) : (
          <StateMark tone={value ? "good" : "held"}>{t(value ? "conditions.met" : "conditions.notMet")}</StateMark>
        )}
        {problem !== undefined && (
          <p className={styles["problem"]}>
            {problem.position !== undefined && `${t("conditions.line", problem.position)}: `}
            {problem.message} <span className="quiet">{problem.remedy}</span>
          </p>
        )}
      </div>
      {whole !== undefined && whole !== expression && (
        <p className={styles["expression"]}>
          <span className="quiet">{t("conditions.expression")}</span> <code>{expression}</code>
        </p>
      )}
      {parts.length > 0 && <TracedParts parts={parts} />}
      {!stored && <p className="quiet small">{t("conditions.withoutStored")}</p>}
    </>
  );
}
