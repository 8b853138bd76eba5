import type { Failure as FailureReason } from "@belfry/client";
import { Alert } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { JsonBlock } from "../../ui/JsonBlock.tsx";
import styles from "./Failure.module.css";

/** Why something failed, as a sentence, with its class and what to do about it. */
export function Failure({ failure, title }: { readonly failure: FailureReason; readonly title: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <Alert
      type={failure.class === "cancelled" ? "warning" : "error"}
      showIcon
      className={styles["failure"] ?? ""}
      title={
        <>
          {title} <span className={styles["class"]}>{t(`failures.${failure.class}.name`)}</span>
        </>
      }
      description={
        <>
          <p className={styles["message"]}>{failure.message}</p>
          <p className={styles["advice"]}>
            <strong>{t("problem.remedy")}</strong>
            {t(`failures.${failure.class}.advice`)}
          </p>
          <details className={styles["details"]}>
            <summary>
              {t("common.details")} · <code>{failure.code}</code>
            </summary>
            <JsonBlock value={failure} label={t("common.details")} />
          </details>
        </>
      }
    />
  );
}
