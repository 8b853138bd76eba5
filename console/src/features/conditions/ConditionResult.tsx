import type { ConditionTest } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark } from "../../ui/StateMark.tsx";
import styles from "./ConditionResult.module.css";

type Part = ConditionTest["parts"][number];

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
      {parts.length > 0 && (
        <table className={styles["parts"]} aria-label={t("conditions.parts")}>
          <thead>
            <tr>
              <th scope="col">{t("conditions.part")}</th>
              <th scope="col">{t("conditions.value")}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={`${part.position.line} ${part.position.column} ${part.depth} ${part.source}`}>
                <td>
                  <code className={styles["part"]} style={{ paddingInlineStart: `${part.depth * 18}px` }}>
                    {part.source}
                  </code>
                </td>
                <td>
                  <PartValue part={part} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!stored && <p className="quiet small">{t("conditions.withoutStored")}</p>}
    </>
  );
}

function PartValue({ part: { value, problem } }: { readonly part: Part }): ReactElement {
  if (problem !== undefined) return <span className={styles["broken"]}>{problem.message}</span>;
  if (value === true) return <StateMark tone="good">true</StateMark>;
  if (value === false) return <StateMark tone="held">false</StateMark>;
  return <code className={styles["value"]}>{JSON.stringify(value) ?? "null"}</code>;
}
