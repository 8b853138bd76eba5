import { isBelfryProblem } from "@belfry/client";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ProblemAlert } from "../ui/ProblemAlert.tsx";
import styles from "./CrashedPage.module.css";

/** Instead of a page that could not be drawn, or whose first question to the server was not answered. */
export function CrashedPage({ error }: ErrorComponentProps): ReactElement {
  const { t } = useTranslation();
  const router = useRouter();
  if (isBelfryProblem(error)) {
    return (
      <div className={styles["page"]}>
        <ProblemAlert error={error} onRetry={() => void router.invalidate()} />
      </div>
    );
  }
  return (
    <div className={styles["page"]}>
      <EmptyState title={t("problem.crashed")} text={t("problem.crashedText")}>
        <Button type="primary" onClick={() => location.reload()}>
          {t("problem.reload")}
        </Button>
      </EmptyState>
      <CodeBlock text={String(error)} label={t("problem.crashed")} />
    </div>
  );
}
