import type { GridCell } from "@belfry/client";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Checkbox } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { useMay } from "../session/index.ts";
import { CellStateMark } from "./CellStateMark.tsx";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { useReasonText } from "./use-reason-text.ts";

const route = getRouteApi("/shell/grids/$grid");

/** Cells one by one, to be chosen from. */
export function CellTable(props: {
  readonly grid: GridDefinition;
  readonly cells: readonly GridCell[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const reasonText = useReasonText();
  const search = route.useSearch();
  const { grid, cells, chosen, onChoose } = props;
  const all = cells.length > 0 && cells.every(({ cell }) => chosen.has(cell));
  const toggle = (cell: string) =>
    onChoose(new Set(chosen.has(cell) ? [...chosen].filter((one) => one !== cell) : [...chosen, cell]));
  const taskName = (task: string) => grid.taskTypes.find((one) => one.task === task)?.name ?? task;
  const columns: readonly (Column<GridCell> | false)[] = [
    may("grids:run") && {
      key: "choose",
      width: 40,
      title: (
        <Checkbox
          aria-label={t("grids.chooseAll")}
          checked={all}
          indeterminate={!all && cells.some(({ cell }) => chosen.has(cell))}
          onChange={() => onChoose(new Set(all ? [] : cells.map(({ cell }) => cell)))}
        />
      ),
      render: ({ cell, member, task, period }) => (
        <Checkbox
          aria-label={t("grids.choose", {
            cell: `${Object.values(member).join(" ")} ${taskName(task)} ${period.label}`,
          })}
          checked={chosen.has(cell)}
          onChange={() => toggle(cell)}
        />
      ),
    },
    {
      key: "member",
      title: t("grids.member"),
      render: ({ cell, member, task, period }) => (
        <>
          <Link
            to="/grids/$grid"
            params={{ grid: grid.grid }}
            search={{ ...search, cell }}
            replace
            className={styles["whole"]}
          >
            {Object.values(member).join(" · ")}
          </Link>
          <div className="narrow-only small">
            {taskName(task)} · {period.label}
          </div>
        </>
      ),
    },
    { key: "task", from: "middle", title: t("grids.task"), render: ({ task }) => taskName(task) },
    {
      key: "period",
      from: "middle",
      title: t("grids.period"),
      render: ({ period }) => <span className="tabular">{period.label.replace("_", " – ")}</span>,
    },
    {
      key: "state",
      title: t("grids.state"),
      render: ({ state, reason, heldBy }) => (
        <>
          <CellStateMark state={state} />
          {reason !== null && <div className="quiet small breakable">{reasonText(reason)}</div>}
          {state === "running" && heldBy !== null && <div className="quiet small breakable">{heldBy}</div>}
        </>
      ),
    },
    {
      key: "attempt",
      from: "large",
      align: "end",
      title: t("grids.attempt"),
      render: ({ attempt }) => <span className="tabular">{attempt}</span>,
    },
    {
      key: "updated",
      from: "large",
      title: t("grids.updated"),
      render: ({ updatedAt }) => <Instant at={updatedAt} />,
    },
  ];
  return (
    <DataTable
      label={t("grids.tabs.cells")}
      columns={columns}
      rows={cells}
      rowKey={({ cell }) => cell}
      empty={<EmptyState title={t("grids.noCells")} text={t("grids.noCellsText")} />}
    />
  );
}
