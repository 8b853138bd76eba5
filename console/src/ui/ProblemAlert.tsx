import { Alert, Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { toProblem } from "../api/index.ts";
import { reasonIn } from "../i18n/reason-in.ts";
import { refusalsZh } from "../i18n/refusals-zh.ts";
import { usePreferences } from "../preferences/index.ts";
import { formatDuration } from "./format-duration.ts";
import styles from "./ProblemAlert.module.css";

/** What went wrong, the particulars, and what to do. Read out by screen readers as soon as it appears. */
export function ProblemAlert({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const problem = toProblem(error);
  const codes: Readonly<Record<string, { readonly title: string; readonly remedy: string } | undefined>> = t(
    "problem.codes",
    {
      returnObjects: true,
    },
  );
  const known = codes[problem.code] ?? refusalIn(language, problem.code);
  const remedy = known?.remedy ?? problem.remedy;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className={styles["alert"] ?? ""}
      title={known?.title ?? problem.title}
      description={
        <>
          {problem.detail !== "" && <p className={styles["line"]}>{problem.detail}</p>}
          {problem.problems.length > 0 && (
            <ul className={styles["list"]}>
              {problem.problems
                .map((given) => reasonIn(language, given))
                .map((item) => (
                  <li key={`${item.path} ${item.message}`}>
                    {item.path !== "" && <code>{item.path}</code>}
                    {item.position !== undefined && ` (${t("problem.at", item.position)})`} {item.message}{" "}
                    <span className="quiet">{item.remedy}</span>
                  </li>
                ))}
            </ul>
          )}
          {remedy !== "" && (
            <p className={styles["line"]}>
              <strong>{t("problem.remedy")}</strong>
              {remedy}
            </p>
          )}
          {problem.retryAfterSeconds !== undefined && (
            <p className={styles["line"]}>
              {t("problem.retryAfter", { time: formatDuration(problem.retryAfterSeconds * 1_000, language) })}
            </p>
          )}
          <p className={styles["code"]}>{problem.code}</p>
        </>
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t("common.retry")}
          </Button>
        )
      }
    />
  );
}

/** In English the words of the API say it already. */
function refusalIn(language: "zh" | "en", code: string) {
  const refusal = language === "zh" ? refusalsZh[code] : undefined;
  return refusal && { title: refusal[0], remedy: refusal[1] };
}
