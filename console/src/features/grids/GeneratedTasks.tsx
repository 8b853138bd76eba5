import type { GridGeneration } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { PeriodText } from "./PeriodText.tsx";

type Task = GridGeneration["tasks"][number];

/** What became of each task type of a generation: what was made, what was there, and why one failed. */
export function GeneratedTasks({ tasks }: { readonly tasks: readonly Task[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<Task>[] = [
    {
      key: "task",
      title: t("grids.task"),
      render: ({ name, error }) => (
        <>
          {name}
          {error !== null && (
            <div className="small breakable">
              <code>{error.code}</code> {error.message}
            </div>
          )}
        </>
      ),
    },
    { key: "period", title: t("grids.period"), render: ({ period }) => <PeriodText period={period} /> },
    {
      key: "created",
      align: "end",
      title: t("grids.generate.created"),
      render: ({ created }) => <span className="tabular">{created}</span>,
    },
    {
      key: "existing",
      align: "end",
      title: t("grids.generate.existing"),
      render: ({ existing }) => <span className="tabular">{existing}</span>,
    },
  ];
  return (
    <DataTable
      dense
      label={t("grids.generate.byTask", { count: tasks.length })}
      columns={columns}
      rows={tasks}
      rowKey={({ task }) => task}
    />
  );
}
