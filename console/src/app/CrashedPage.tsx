import { isBelfryProblem } from "@belfry/client";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ProblemAlert } from "../ui/ProblemAlert.tsx";

/** Instead of a page that could not be drawn. */
export function CrashedPage({ error, reset }: ErrorComponentProps): ReactElement {
  const { t } = useTranslation();
  if (isBelfryProblem(error)) return <ProblemAlert error={error} onRetry={reset} />;
  return (
    <EmptyState title={t("problem.crashed")} text={t("problem.crashedText")}>
      <Button type="primary" onClick={() => location.reload()}>
        {t("problem.reload")}
      </Button>
      <div style={{ textAlign: "start", marginTop: 24 }}>
        <CodeBlock text={String(error)} label={t("problem.crashed")} />
      </div>
    </EmptyState>
  );
}
