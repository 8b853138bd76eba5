import { Progress } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { Instant } from "../../ui/Instant.tsx";
import type { ExecutionDetail } from "./execution-queries.ts";

/** How far the running action is, as it last said itself; without a bar when it does not know how much there is. */
export function ActionProgress(props: { readonly progress: NonNullable<ExecutionDetail["progress"]> }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { action, iteration, done, total, at } = props.progress;
  const number = new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: 1 });
  const how =
    total === null
      ? t("executions.progressDone", { done: number.format(done) })
      : t("executions.progressOf", { done: number.format(done), total: number.format(total) });
  return (
    <>
      {total !== null && total > 0 && (
        <Progress
          percent={Math.min(100, Math.floor((done / total) * 100))}
          size="small"
          aria-label={`${action}: ${how}`}
          style={{ marginBottom: 0 }}
        />
      )}
      {action}
      {iteration !== "" && ` · ${t("executions.iteration", { iteration })}`} · <span className="tabular">{how}</span>
      <span className="quiet">
        {" · "}
        <Instant at={at} as="relative" />
      </span>
    </>
  );
}
