import { Link } from "@tanstack/react-router";
import { Table, type TableColumnsType } from "antd";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
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
  const columns: (TableColumnsType<Execution>[number] | false)[] = [
    {
      key: "id",
      title: "#",
      width: 84,
      render: (_, { id }) => (
        <Link to="/executions/$executionId" params={{ executionId: id }} className="tabular">
          {id}
        </Link>
      ),
    },
    props.without === "parent" && {
      key: "index",
      title: t("executions.childIndex"),
      width: 72,
      render: (_, { itemIndex }) => <span className="tabular">{itemIndex === null ? "" : itemIndex + 1}</span>,
    },
    props.without === undefined && {
      key: "rule",
      title: t("executions.rule"),
      render: (_, { rule, ruleName, itemIndex }) => (
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
      render: (_, { state, failure }) => (
        <>
          <ExecutionStateMark state={state} />
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
      responsive: ["lg"],
      render: (_, { trigger }) => <TriggerText trigger={trigger} />,
    },
    {
      key: "created",
      title: t("executions.created"),
      width: 128,
      render: (_, { createdAt }) => <Instant at={createdAt} />,
    },
    {
      key: "took",
      title: t("executions.took"),
      responsive: ["sm"],
      width: 110,
      render: (_, { startedAt, finishedAt }) => <Took from={startedAt} to={finishedAt} />,
    },
  ];
  return (
    <Table<Execution>
      aria-label={props.label}
      size="middle"
      rowKey="id"
      dataSource={[...props.executions]}
      columns={columns.filter((column) => column !== false)}
      pagination={false}
      locale={{ emptyText: props.empty }}
    />
  );
}
