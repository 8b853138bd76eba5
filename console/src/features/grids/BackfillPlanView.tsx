import type { GridBackfillPlan } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";

type TaskPlan = GridBackfillPlan["tasks"][number];
type Limit = GridBackfillPlan["limits"][number];

/** What a backfill comes to: how many cells, for how long, and what it uses of the limits. */
export function BackfillPlanView(props: {
  readonly grid: GridDefinition;
  readonly plan: GridBackfillPlan;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { grid, plan } = props;
  const duration = (ms: number | null) => (ms === null ? t("grids.backfill.noDuration") : formatDuration(ms, language));
  const tasks: readonly Column<TaskPlan>[] = [
    { key: "task", title: t("grids.task"), render: ({ name }) => name },
    {
      key: "periods",
      title: t("grids.period"),
      render: ({ periods, first, last }) => (
        <>
          <span className="tabular">{t("grids.backfill.periods", { count: periods })}</span>
          {first !== null && last !== null && (
            <div className="quiet small tabular">
              {first.start} – {last.end}
            </div>
          )}
        </>
      ),
    },
    {
      key: "cells",
      align: "end",
      title: t("grids.backfill.cells"),
      render: ({ cells }) => <strong className="tabular">{cells}</strong>,
    },
    {
      key: "kept",
      align: "end",
      title: t("grids.backfill.kept"),
      render: ({ kept }) => <span className="tabular">{kept}</span>,
    },
  ];
  const limits: readonly Column<Limit>[] = [
    {
      key: "limit",
      title: t("grids.backfill.limit"),
      render: ({ task, by, value }) => (
        <>
          {grid.taskTypes.find((one) => one.task === task)?.name ?? task}
          {by !== null && (
            <span className="quiet small">
              {" "}
              {grid.dimensions.find(({ dimension }) => dimension === by)?.name ?? by} {value}
            </span>
          )}
        </>
      ),
    },
    {
      key: "atOnce",
      align: "end",
      title: t("grids.backfill.atOnce"),
      render: ({ atOnce }) => <span className="tabular">{atOnce}</span>,
    },
    {
      key: "cells",
      align: "end",
      title: t("grids.backfill.cells"),
      render: ({ cells }) => <span className="tabular">{cells}</span>,
    },
    {
      key: "duration",
      align: "end",
      title: t("grids.backfill.duration"),
      render: ({ durationMs }) => <span className="tabular">{duration(durationMs)}</span>,
    },
  ];
  return (
    <section className={styles["plan"]} aria-label={t("grids.backfill.plan")}>
      <Facts
        facts={[
          { label: t("grids.backfill.cells"), value: <strong className="tabular">{plan.cells}</strong> },
          { label: t("grids.backfill.kept"), value: <span className="tabular">{plan.kept}</span> },
          { label: t("grids.backfill.duration"), value: duration(plan.durationMs) },
        ]}
      />
      <DataTable
        dense
        label={t("grids.tasks")}
        columns={tasks}
        rows={plan.tasks}
        rowKey={({ task }) => task}
        empty={<p className="quiet">{t("grids.backfill.nothing")}</p>}
      />
      {plan.limits.length > 0 && (
        <DataTable
          dense
          label={t("grids.backfill.limits")}
          columns={limits}
          rows={plan.limits}
          rowKey={({ task, by, value }) => `${task} ${by ?? ""} ${value ?? ""}`}
        />
      )}
    </section>
  );
}
