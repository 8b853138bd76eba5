import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "../../ui/Facts.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Took } from "../../ui/Took.tsx";
import styles from "./ExecutionFacts.module.css";
import type { ExecutionDetail } from "./execution-queries.ts";
import { TriggerText } from "./TriggerText.tsx";

/** Where an execution comes from, when it ran and how long. */
export function ExecutionFacts({ execution }: { readonly execution: ExecutionDetail }): ReactElement {
  const { t } = useTranslation();
  const { createdAt, startedAt, finishedAt, parentId, waitingFor } = execution;
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
          waitingFor !== null && { label: t("executions.states.waiting"), value: <Waiting execution={execution} /> },
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

function Waiting({ execution }: { readonly execution: ExecutionDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { waitingFor, children } = execution;
  if (waitingFor === null) return null;
  const { action, until } = waitingFor;
  if (action === null) return <>{Object.keys(children).length > 0 ? t("executions.waitingChildren") : "–"}</>;
  return (
    <>
      {t("executions.waitingFor", { action })}
      {until !== null && (
        <span className="quiet">
          {" · "}
          <Instant at={until} as="both" />
        </span>
      )}
    </>
  );
}
