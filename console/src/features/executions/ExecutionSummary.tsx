import type { ActionRun } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { QueryView } from "../../ui/QueryView.tsx";
import { ArtifactList } from "./ArtifactList.tsx";
import { executionQuery, type ExecutionDetail } from "./execution-queries.ts";
import styles from "./ExecutionSummary.module.css";
import { ExecutionStateMark } from "./ExecutionStateMark.tsx";
import { Failure } from "./Failure.tsx";
import { LogView, type LogFilter } from "./LogView.tsx";

/** An execution within another page: what its actions came to, its files and its log. */
export function ExecutionSummary({ id }: { readonly id: number }): ReactElement {
  const query = useQuery(executionQuery(id));
  return <QueryView query={query}>{(execution) => <Loaded execution={execution} />}</QueryView>;
}

function Loaded({ execution }: { readonly execution: ExecutionDetail }): ReactElement {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<LogFilter>({});
  const { id, state, failure, actionRuns, artifacts } = execution;
  return (
    <>
      <h3 className={styles["title"]}>
        <Link to="/executions/$executionId" params={{ executionId: id }}>
          {execution.ruleName} #{id}
        </Link>{" "}
        <ExecutionStateMark state={state} />
      </h3>
      {failure !== null && (
        <Failure
          failure={failure}
          title={
            failure.action === undefined ? t("executions.failed") : t("executions.failedAt", { action: failure.action })
          }
        />
      )}
      {actionRuns.length > 0 && <Runs runs={actionRuns} />}
      {artifacts.length > 0 && (
        <>
          <h3 className={styles["title"]}>{t("executions.tabs.artifacts")}</h3>
          <ArtifactList artifacts={artifacts} />
        </>
      )}
      <h3 className={styles["title"]}>{t("executions.tabs.logs")}</h3>
      <LogView execution={execution} filter={filter} onFilter={setFilter} />
    </>
  );
}

function Runs({ runs }: { readonly runs: readonly ActionRun[] }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const columns: readonly Column<ActionRun>[] = [
    {
      key: "action",
      title: t("executions.action"),
      render: ({ action, attempt, failure }) => (
        <>
          <code>{action}</code> <span className="quiet small">{t("executions.attempt", { attempt })}</span>
          {failure !== null && <div className="small breakable">{failure.message}</div>}
        </>
      ),
    },
    { key: "state", title: t("executions.state"), render: ({ state }) => <ExecutionStateMark state={state} /> },
    {
      key: "took",
      align: "end",
      title: t("executions.took"),
      render: ({ tookMs }) => <span className="tabular">{formatDuration(tookMs, language)}</span>,
    },
  ];
  return (
    <DataTable
      dense
      label={t("executions.tabs.timeline")}
      columns={columns}
      rows={runs}
      rowKey={({ redrive, action, iteration, attempt }) => `${redrive} ${action} ${iteration} ${attempt}`}
    />
  );
}
