import type { GridView } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatFull } from "../../ui/format-time.ts";
import { Section } from "../../ui/Section.tsx";
import styles from "./Grids.module.css";
import { definitionOf, type GridTask } from "./grid-definition.ts";
import { gridYaml } from "./grid-yaml.ts";

/** The grid as its author wrote it: its task types beside each other, and the whole as YAML. */
export function Definition({ view }: { readonly view: GridView }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { taskTypes } = definitionOf(view);
  return (
    <>
      <Section title={t("grids.tasks")} flush>
        <TaskTable tasks={taskTypes} />
      </Section>
      <p className="quiet">
        {t("grids.definitionHint", { by: view.updatedBy, time: formatFull(new Date(view.updatedAt), language) })}
      </p>
      <CodeBlock tall text={gridYaml(view.definition)} label={t("grids.tabs.definition")} />
    </>
  );
}

function TaskTable({ tasks }: { readonly tasks: readonly GridTask[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<GridTask>[] = [
    {
      key: "task",
      title: t("grids.task"),
      render: ({ task, name, enabled }) => (
        <>
          {name} {!enabled && <span className="quiet small">({t("grids.off")})</span>}
          <div className="code quiet small breakable">{task}</div>
        </>
      ),
    },
    {
      key: "when",
      title: t("grids.period"),
      render: ({ schedule, period }) => (
        <>
          <span className="code">{periodText(period)}</span>
          <div className="quiet small">{t(`grids.schedules.${schedule}`)}</div>
        </>
      ),
    },
    {
      key: "who",
      from: "small",
      title: t("grids.worker"),
      render: ({ rule }) =>
        rule === undefined ? (
          t("grids.foreign")
        ) : (
          <Link to="/rules/$rule" params={{ rule }}>
            {rule}
          </Link>
        ),
    },
    {
      key: "where",
      from: "middle",
      title: t("grids.where"),
      render: ({ where }) =>
        where === undefined ? (
          <span className="quiet">{t("common.all")}</span>
        ) : (
          Object.values(where)
            .map((values) => values.join(t("common.comma")))
            .join(" · ")
        ),
    },
    {
      key: "limits",
      from: "large",
      title: t("grids.limits"),
      render: (task) => (
        <ul className={styles["plain"]}>
          {limitsOf(task).map(({ kind, value }) => (
            <li key={kind} className="small">
              {t(`grids.limitKinds.${kind}`)} <span className="code">{value}</span>
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <DataTable
      dense
      label={t("grids.tasks")}
      columns={columns}
      rows={tasks}
      rowKey={({ task }) => task}
      empty={<EmptyState title={t("grids.noTasks")} />}
    />
  );
}

function periodText(period: unknown): string {
  if (typeof period === "number") return `T${period < 0 ? "" : "+"}${period}`;
  if (Array.isArray(period)) return period.map(periodText).join(" … ");
  return typeof period === "string" ? period : JSON.stringify(period);
}

function limitsOf({ retry, timeout, concurrency, exclusive, needs, column }: GridTask) {
  const at = concurrency?.per === undefined ? "" : ` / ${concurrency.per}`;
  return [
    { kind: "timeout", value: String(timeout) },
    ...(retry?.attempts === undefined
      ? []
      : [{ kind: "retry", value: `${retry.attempts} × ${String(retry.delay ?? "")}` } as const]),
    ...(concurrency === undefined ? [] : [{ kind: "concurrency", value: `${concurrency.limit}${at}` } as const]),
    ...(exclusive === undefined ? [] : [{ kind: "exclusive", value: exclusive } as const]),
    ...(needs.length === 0 ? [] : [{ kind: "needs", value: needs.join(", ") } as const]),
    ...(column === undefined ? [] : [{ kind: "column", value: column } as const]),
  ] as const;
}
