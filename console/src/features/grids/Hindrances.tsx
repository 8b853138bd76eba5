import type { GridCellDetail } from "@belfry/client";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../../ui/Instant.tsx";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";

const route = getRouteApi("/shell/grids/$grid");

type Hindrance = GridCellDetail["hindrances"][number];

/** Why an open cell is not worked on; nothing for one that is over or under way. */
export function Hindrances({
  grid,
  cell,
}: {
  readonly grid: GridDefinition;
  readonly cell: GridCellDetail;
}): ReactElement | null {
  const { t } = useTranslation();
  if (cell.hindrances.length === 0) return null;
  const isInLine = cell.hindrances.every(({ kind }) => kind === "in-line");
  return (
    <Alert
      type={isInLine ? "info" : "warning"}
      showIcon
      className={styles["hindrances"] ?? ""}
      title={t("grids.waitsFor")}
      description={
        <ul className={styles["plain"]}>
          {cell.hindrances.map((hindrance) => (
            <li key={hindrance.kind}>
              <Sentence grid={grid} cell={cell} hindrance={hindrance} />
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Sentence(props: {
  readonly grid: GridDefinition;
  readonly cell: GridCellDetail;
  readonly hindrance: Hindrance;
}): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { grid, cell, hindrance } = props;
  switch (hindrance.kind) {
    case "task-off":
      return <>{t("grids.hindrances.taskOff")}</>;
    case "member-incomplete":
      return <>{t("grids.hindrances.memberIncomplete", { missing: hindrance.missing.join(t("common.comma")) })}</>;
    case "not-yet":
      return (
        <>
          {t("grids.hindrances.notYet")} {cell.runAt !== null && <Instant at={cell.runAt} as="both" />}
        </>
      );
    case "exclusive":
      return (
        <>
          {t("grids.hindrances.exclusive", {
            name: grid.dimensions.find(({ dimension }) => dimension === hindrance.name)?.name ?? hindrance.name,
            value: hindrance.value,
          })}{" "}
          <Link to="/grids/$grid" params={{ grid: grid.grid }} search={{ ...search, cell: hindrance.cell }} replace>
            {t("grids.thatCell")}
          </Link>
        </>
      );
    case "limit":
      return <>{t("grids.hindrances.limit", { running: hindrance.running, limit: hindrance.limit })}</>;
    case "in-line":
      return (
        <>{t(cell.taskType?.worker === undefined ? "grids.hindrances.inLine" : "grids.hindrances.inLineForeign")}</>
      );
    default:
      return hindrance satisfies never;
  }
}
