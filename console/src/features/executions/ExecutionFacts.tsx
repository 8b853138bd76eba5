import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "../../ui/Facts.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Took } from "../../ui/Took.tsx";
import { ActionProgress } from "./ActionProgress.tsx";
import styles from "./ExecutionFacts.module.css";
import type { ExecutionDetail } from "./execution-queries.ts";
import { TriggerText } from "./TriggerText.tsx";
import { WaitingText } from "./WaitingText.tsx";

/** Where an execution comes from, when it ran and how long. */
export function ExecutionFacts({ execution }: { readonly execution: ExecutionDetail }): ReactElement {
  const { t } = useTranslation();
  const { createdAt, startedAt, finishedAt, parentId, waitingFor, progress, retryOf, retriedAs } = execution;
  return (
    <div className={styles["facts"]}>
      <Facts
        facts={[
          {
            label: t("executions.rule"),
            value: (
              <>
                <Link to="/rules/$rule" params={{ rule: execution.rule }}>
                  {execution.rule}
                </Link>
                <span className="quiet"> · {t("rules.versionOf", { version: execution.ruleVersion })}</span>
              </>
            ),
          },
          parentId !== null && {
            label: t("executions.child", { index: (execution.itemIndex ?? 0) + 1 }),
            value: (
              <Link to="/executions/$executionId" params={{ executionId: parentId }}>
                {t("executions.parent", { id: parentId })}
              </Link>
            ),
          },
          { label: t("executions.trigger"), value: <TriggerText trigger={execution.trigger} /> },
          { label: t("executions.started"), value: startedAt === null ? "–" : <Instant at={startedAt} /> },
          { label: t("executions.took"), value: <Took from={startedAt} to={finishedAt} /> },
          { label: t("executions.waited"), value: <Took from={createdAt} to={startedAt ?? finishedAt} /> },
          execution.redrive > 0 && {
            label: t("executions.retry"),
            value: t("executions.redriven", { count: execution.redrive }),
          },
          retryOf !== null && { label: t("executions.retryOf"), value: <ExecutionLink id={retryOf} /> },
          retriedAs !== null && { label: t("executions.retriedAs"), value: <ExecutionLink id={retriedAs} /> },
          progress !== null && { label: t("executions.progress"), value: <ActionProgress progress={progress} /> },
          waitingFor !== null && {
            label: t("executions.states.waiting"),
            value: <WaitingText execution={execution} />,
          },
          {
            label: t("messages.title"),
            value: (
              <Link to="/messages" search={{ execution: execution.id }}>
                {t("executions.messages")}
              </Link>
            ),
          },
        ]}
      />
    </div>
  );
}

function ExecutionLink({ id }: { readonly id: number }): ReactElement {
  return (
    <Link to="/executions/$executionId" params={{ executionId: id }}>
      #{id}
    </Link>
  );
}
