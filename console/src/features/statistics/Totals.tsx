import type { Statistics } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { formatRate } from "./format-rate.ts";
import styles from "./StatisticsPage.module.css";

/** The numbers of the whole time, large. */
export function Totals({ total }: { readonly total: Statistics["total"] }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { executions, states, successRate, took, waited } = total;
  const facts = [
    ["executions", String(executions)],
    ["failed", String(states.failed)],
    ["rate", formatRate(successRate)],
    ["median", took === null ? "–" : formatDuration(took.p50Ms, language)],
    ["slow", took === null ? "–" : formatDuration(took.p95Ms, language)],
    ["waited", waited === null ? "–" : formatDuration(waited.p95Ms, language)],
  ] as const;
  return (
    <dl className={styles["totals"]}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`statistics.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
