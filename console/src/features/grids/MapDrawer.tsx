import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { QueryView } from "../../ui/QueryView.tsx";
import { CellDetail } from "./CellDetail.tsx";
import { CellStateMark } from "./CellStateMark.tsx";
import { cellStates } from "./cell-states.ts";
import { ChangeButtons } from "./ChangeButtons.tsx";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { gridCellsQuery, gridMapQuery } from "./grid-queries.ts";
import { firstPage, withFilter, writeSelection } from "./grid-search.ts";
import { judgeCells, type StateCounts } from "./judge-cells.ts";
import { readPlace, type MapPlace } from "./map-place.ts";

const route = getRouteApi("/shell/grids/$grid");
const FIRST_CELLS = 20;

/** The cells of one place of the map: how many are in each state, the first that need somebody, and what is done with them. */
export function MapDrawer(props: {
  readonly grid: GridDefinition;
  readonly tasks: readonly string[];
  readonly at: string | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const place = readPlace(props.at);
  const members = Object.values(place?.selection ?? {})
    .flat()
    .join(" · ");
  return (
    <Drawer
      open={place !== undefined}
      onClose={props.onClose}
      size={640}
      title={place === undefined ? "" : `${members} · ${place.period}`}
    >
      {place !== undefined && <Loaded grid={props.grid} tasks={props.tasks} place={place} />}
    </Drawer>
  );
}

interface PlaceProps {
  readonly grid: GridDefinition;
  readonly tasks: readonly string[];
  readonly place: MapPlace;
}

function Loaded({ grid, tasks, place }: PlaceProps): ReactElement {
  const only = writeSelection(place.selection);
  const rows = grid.dimensions.findLast(({ dimension }) => dimension in place.selection)?.dimension;
  const filter = {
    period: place.period,
    tasks: tasks.join(","),
    ...(only !== undefined && { only }),
  };
  const query = useQuery(
    gridMapQuery(grid.grid, { ...filter, columns: 1, limit: 2, ...(rows !== undefined && { rows }) }),
  );
  return (
    <QueryView query={query}>
      {({ items }) => <Counted grid={grid} tasks={tasks} place={place} counts={items[0]?.cells[0] ?? null} />}
    </QueryView>
  );
}

function Counted({ grid, tasks, place, counts }: PlaceProps & { readonly counts: StateCounts | null }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { look, total } = judgeCells(counts);
  const only = writeSelection(place.selection);
  const { tab: _tab, ...narrowed } = withFilter(firstPage(search), {
    only,
    period: place.period,
    from: undefined,
    until: undefined,
  });
  const last = grid.dimensions.at(-1)?.dimension ?? "";
  const isMember = last in place.selection;
  // Those that need somebody come first; where nothing is wrong, all of them.
  const state = isMember || look === "done" || look === "closed" || look === "none" ? undefined : look;
  const cells = useQuery(
    gridCellsQuery(grid.grid, {
      period: place.period,
      tasks: tasks.join(","),
      limit: FIRST_CELLS,
      ...(only !== undefined && { only }),
      ...(state !== undefined && { states: state }),
    }),
  );
  if (counts === null) return <p className="quiet">{t("grids.noCells")}</p>;
  const [first] = cells.data?.items ?? [];
  if (total === 1 && first !== undefined) return <CellDetail grid={grid} cell={first.cell} />;
  return (
    <>
      <ul className={styles["counts"]} aria-label={t("grids.state")}>
        {cellStates
          .filter((one) => counts[one] > 0)
          .map((one) => (
            <li key={one}>
              <CellStateMark state={one} /> <strong className="tabular">{counts[one]}</strong>
            </li>
          ))}
      </ul>
      <ChangeButtons
        grid={grid.grid}
        of={{ period: place.period, tasks: [...tasks], only: mutable(place.selection) }}
        count={total}
      />
      <h3 className={styles["title"]}>
        {t(state === undefined ? "grids.cellsOf" : "grids.firstOf", {
          state: state === undefined ? "" : t(`grids.states.${state}`),
        })}
      </h3>
      <QueryView query={cells}>
        {({ items }) => (
          <ul className={styles["cells"]}>
            {items.map((cell) => (
              <li key={cell.cell}>
                <Link to="/grids/$grid" params={{ grid: grid.grid }} search={{ ...search, cell: cell.cell }} replace>
                  {Object.values(cell.member).join(" · ")} ·{" "}
                  {grid.taskTypes.find(({ task }) => task === cell.task)?.name ?? cell.task}
                </Link>{" "}
                <CellStateMark state={cell.state} />
                {cell.reason !== null && <div className="quiet small breakable">{cell.reason}</div>}
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      <p>
        <Link to="/grids/$grid" params={{ grid: grid.grid }} search={{ ...narrowed, tab: "cells" }}>
          {t("grids.allCells", { count: total })}
        </Link>
      </p>
    </>
  );
}

function mutable(selection: MapPlace["selection"]): Record<string, string[]> {
  return Object.fromEntries(Object.entries(selection).map(([name, values]) => [name, [...values]]));
}
