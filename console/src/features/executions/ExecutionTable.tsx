import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Took } from "../../ui/Took.tsx";
import type { Execution } from "./execution-queries.ts";
import { ExecutionStateMark } from "./ExecutionStateMark.tsx";
import { TriggerText } from "./TriggerText.tsx";

/** Executions in rows. @param without what the page says already */
export function ExecutionTable(props: {
  readonly executions: readonly Execution[];
  readonly without?: "rule" | "parent";
  readonly empty: ReactNode;
  readonly label: string;
}): ReactElement {
  const { t } = useTranslation();
  const columns: readonly (Column<Execution> | false)[] = [
    {
      key: "id",
      title: "#",
      width: 90,
      render: ({ id }) => (
        <Link to="/executions/$executionId" params={{ executionId: id }} className="tabular">
          {id}
        </Link>
      ),
    },
    props.without === "parent" && {
      key: "index",
      title: t("executions.childIndex"),
      width: 72,
      render: ({ itemIndex }) => <span className="tabular">{itemIndex === null ? "" : itemIndex + 1}</span>,
    },
    props.without === undefined && {
      key: "rule",
      title: t("executions.rule"),
      render: ({ rule, ruleName, itemIndex }) => (
        <>
          <Link to="/rules/$rule" params={{ rule }}>
            {ruleName}
          </Link>
          {itemIndex !== null && <span className="quiet"> · {t("executions.child", { index: itemIndex + 1 })}</span>}
        </>
      ),
    },
    {
      key: "state",
      title: t("executions.state"),
      render: ({ state, failure, createdAt }) => (
        <>
          <ExecutionStateMark state={state} />
          <span className="narrow-only quiet small">
            <Instant at={createdAt} />
          </span>
          {failure !== null && (
            <span className="clip quiet small" title={failure.message}>
              {failure.message}
            </span>
          )}
        </>
      ),
    },
    props.without !== "parent" && {
      key: "trigger",
      title: t("executions.trigger"),
      from: "large",
      render: ({ trigger }) => <TriggerText trigger={trigger} />,
    },
    {
      key: "created",
      title: t("executions.created"),
      from: "middle",
      width: 150,
      render: ({ createdAt }) => <Instant at={createdAt} />,
    },
    {
      key: "took",
      title: t("executions.took"),
      from: "small",
      width: 130,
      render: ({ startedAt, finishedAt }) => <Took from={startedAt} to={finishedAt} />,
    },
  ];
  return (
    <DataTable
      label={props.label}
      columns={columns.filter((column) => column !== false)}
      rows={props.executions}
      rowKey={({ id }) => id}
      empty={props.empty}
    />
  );
}
