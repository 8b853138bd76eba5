import type { ConditionTest } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark } from "./StateMark.tsx";
import styles from "./TracedParts.module.css";

type Part = ConditionTest["parts"][number];

/** What each part of an expression came to: parts stand below the whole that they belong to. */
export function TracedParts({ parts }: { readonly parts: readonly Part[] }): ReactElement {
  const { t } = useTranslation();
  return (
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
  );
}

function PartValue({ part: { value, problem } }: { readonly part: Part }): ReactElement {
  if (problem !== undefined) return <span className={styles["broken"]}>{problem.message}</span>;
  if (value === true) return <StateMark tone="good">true</StateMark>;
  if (value === false) return <StateMark tone="held">false</StateMark>;
  return <code className={styles["value"]}>{JSON.stringify(value) ?? "null"}</code>;
}
