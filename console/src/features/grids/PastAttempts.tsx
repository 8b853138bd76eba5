import type { GridCellDetail } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Took } from "../../ui/Took.tsx";
import styles from "./Grids.module.css";
import { useReasonText } from "./use-reason-text.ts";

type Past = GridCellDetail["past"][number];

/** The last attempts of a cell that came to nothing: who made them, when, and why they ended. */
export function PastAttempts({ past }: { readonly past: readonly Past[] }): ReactElement | null {
  const { t } = useTranslation();
  const reasonText = useReasonText();
  if (past.length === 0) return null;
  const columns: readonly Column<Past>[] = [
    { key: "attempt", title: t("grids.attempt"), width: 90, render: ({ attempt }) => attempt },
    {
      key: "reason",
      title: t("grids.reason"),
      render: ({ reason, heldBy, executionId }) => (
        <>
          <div className="breakable">{reason === null ? t("grids.noReason") : reasonText(reason)}</div>
          <div className="quiet small breakable">{heldBy}</div>
          {executionId !== null && (
            <Link to="/executions/$executionId" params={{ executionId }}>
              #{executionId}
            </Link>
          )}
        </>
      ),
    },
    {
      key: "began",
      title: t("grids.began"),
      render: ({ beganAt, endedAt }) => (
        <>
          <Instant at={beganAt} />
          <div className="quiet small">
            <Took from={beganAt} to={endedAt} />
          </div>
        </>
      ),
    },
  ];
  return (
    <>
      <h3 className={styles["title"]}>{t("grids.attempts")}</h3>
      <DataTable dense label={t("grids.attempts")} columns={columns} rows={past} rowKey={({ endedAt }) => endedAt} />
    </>
  );
}
