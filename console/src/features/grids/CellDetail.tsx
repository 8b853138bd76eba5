import type { GridCellDetail } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "../../ui/Facts.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Took } from "../../ui/Took.tsx";
import { ExecutionSummary } from "../executions/index.ts";
import { CellStateMark } from "./CellStateMark.tsx";
import { ChangeButtons } from "./ChangeButtons.tsx";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { gridCellQuery } from "./grid-queries.ts";
import { Hindrances } from "./Hindrances.tsx";
import { PastAttempts } from "./PastAttempts.tsx";
import { useReasonText } from "./use-reason-text.ts";

/** Everything about one cell: what it is, who works on it, what it waits for, and the execution with its log and files. */
export function CellDetail({ grid, cell }: { readonly grid: GridDefinition; readonly cell: string }): ReactElement {
  const query = useQuery(gridCellQuery(grid.grid, cell));
  return <QueryView query={query}>{(loaded) => <Loaded grid={grid} cell={loaded} />}</QueryView>;
}

function Loaded({ grid, cell }: { readonly grid: GridDefinition; readonly cell: GridCellDetail }): ReactElement {
  const { t } = useTranslation();
  const reasonText = useReasonText();
  const { state, taskType, period, member, attempt, executionId, heldBy, leaseUntil, beganAt, runAt, reason } = cell;
  const task = grid.taskTypes.find((one) => one.task === cell.task);
  const attempts = task?.retry?.attempts;
  const isRunning = state === "running";
  const result = Object.entries(cell.result ?? {});
  return (
    <>
      <p className={styles["cellTitle"]}>
        <strong>{Object.values(member).join(" · ")}</strong> <CellStateMark state={state} />
      </p>
      {reason !== null && <p className={`${styles["reason"]} breakable`}>{reasonText(reason)}</p>}
      <Hindrances grid={grid} cell={cell} />
      <ChangeButtons grid={grid.grid} of={{ cells: [cell.cell], states: [state] }} count={1} only={cell.changes} />
      <Facts
        facts={[
          {
            label: t("grids.task"),
            value: (
              <>
                {taskType?.name ?? cell.task} <code className="quiet">{cell.task}</code>
              </>
            ),
          },
          {
            label: t("grids.period"),
            value: period.start === period.end ? period.start : `${period.label} (${period.start} – ${period.end})`,
          },
          {
            label: t("grids.attempt"),
            value:
              attempts === undefined
                ? String(attempt)
                : t("grids.attemptOf", { attempt, attempts: Math.max(attempt, attempts) }),
          },
          { label: t("grids.epoch"), value: <span className="tabular">{cell.epoch}</span> },
          heldBy !== null && { label: t(isRunning ? "grids.heldBy" : "grids.lastHeldBy"), value: heldBy },
          leaseUntil !== null && { label: t("grids.leaseUntil"), value: <Instant at={leaseUntil} as="both" /> },
          beganAt !== null && { label: t("grids.began"), value: <Instant at={beganAt} as="both" /> },
          beganAt !== null && {
            label: t("grids.took"),
            value: <Took from={beganAt} to={isRunning ? null : cell.updatedAt} />,
          },
          state === "pending" && runAt !== null && { label: t("grids.runAt"), value: <Instant at={runAt} as="both" /> },
          taskType?.rule !== undefined && {
            label: t("grids.rule"),
            value: (
              <Link to="/rules/$rule" params={{ rule: taskType.rule }}>
                {taskType.rule}
              </Link>
            ),
          },
          executionId !== null && {
            label: t("grids.execution"),
            value: (
              <Link to="/executions/$executionId" params={{ executionId }} className="tabular">
                #{executionId}
              </Link>
            ),
          },
          { label: t("grids.updated"), value: <Instant at={cell.updatedAt} as="both" /> },
          { label: t("grids.cellName"), value: <code>{cell.cell}</code> },
        ]}
      />
      {result.length > 0 && (
        <>
          <h3 className={styles["title"]}>{t("grids.result")}</h3>
          <Facts
            facts={result.map(([name, figure]) => ({ label: name, value: <span className="tabular">{figure}</span> }))}
          />
        </>
      )}
      <PastAttempts past={cell.past} />
      {executionId !== null && <ExecutionSummary id={executionId} />}
    </>
  );
}
