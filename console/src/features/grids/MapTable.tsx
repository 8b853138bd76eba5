import type { GridMap } from "@belfry/client";
import { useRef, type KeyboardEvent, type ReactElement } from "react";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ScrollRegion } from "../../ui/ScrollRegion.tsx";
import { cellStates } from "./cell-states.ts";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { readSelection, writeSelection } from "./grid-search.ts";
import { judgeCells, type JudgedCells, type StateCounts } from "./judge-cells.ts";
import { periodTitle, placeSelection, writePlace } from "./map-place.ts";

const route = getRouteApi("/shell/grids/$grid");

type Row = GridMap["items"][number];

const looks = ["done", "pending", "running", "failed", "closed"] as const;
const marks: Readonly<Partial<Record<JudgedCells["look"], string>>> = {
  failed: "✕",
  running: "▸",
  done: "✓",
  closed: "–",
};
const moves: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/**
 * One row for each member or value, one column for each period, the newest at the right: the worst state gives the colour, a
 * sign and a number say the same. One stop of the tab key; the arrow keys go from place to place.
 */
export function MapTable(props: {
  readonly grid: GridDefinition;
  /** The dimension whose values are the rows. */
  readonly dimension: string;
  readonly map: GridMap;
  /** The place that is open. */
  readonly at: string | undefined;
  readonly onOpen: (place: string) => void;
  readonly onDrill: (only: string | undefined, rows: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { only } = route.useSearch();
  const frame = useRef<HTMLTableSectionElement>(null);
  const { grid, dimension, map, at } = props;
  const periods = map.periods.toReversed();
  const narrowed = readSelection(only);
  const places = map.items.map(({ of, cells }) => ({
    of,
    cells: cells.toReversed(),
    selection: placeSelection(of, narrowed),
  }));
  const known = places.some(({ selection }) =>
    periods.some(({ label }) => writePlace({ selection, period: label }) === at),
  );

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = moves[event.key];
    const from = event.currentTarget.dataset["place"]?.split(" ").map(Number);
    if (by === undefined || from === undefined) return;
    const [row = 0, column = 0] = from;
    // Places without cells are passed over.
    for (let step = 1; step <= Math.max(places.length, periods.length); step += 1) {
      const next = frame.current?.querySelector<HTMLElement>(
        `[data-place="${row + by[0] * step} ${column + by[1] * step}"]`,
      );
      if (next == null) continue;
      event.preventDefault();
      next.focus();
      return;
    }
  };

  const first = places.findIndex(({ cells }) => cells.some((cell) => cell !== null));
  return (
    <>
      <ScrollRegion label={t("grids.tabs.map")} className={styles["mapFrame"]}>
        {/* The newest periods are those that people look for. */}
        <table
          className={styles["map"]}
          aria-label={t("grids.tabs.map")}
          ref={(table) => table?.parentElement?.scrollTo({ left: table.scrollWidth })}
        >
          <thead>
            <tr>
              <th scope="col" className={styles["corner"]}>
                {grid.dimensions.find((one) => one.dimension === dimension)?.name ?? dimension}
              </th>
              {periods.map((period) => (
                <th key={period.label} scope="col" title={period.label}>
                  {periodTitle(period).map((line) => (
                    <div key={line}>{line}</div>
                  ))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={frame}>
            {places.map(({ of, cells, selection }, row) => (
              <tr key={Object.values(of).join(" ")}>
                <th scope="row" className={styles["rowName"]}>
                  <RowName grid={grid} dimension={dimension} of={of} onDrill={props.onDrill} />
                </th>
                {cells.map((cell, column) => {
                  const period = periods[column]?.label ?? "";
                  const place = writePlace({ selection, period });
                  return (
                    <td key={period}>
                      <Place
                        counts={cell}
                        title={`${Object.values(of).join(" ")} ${period}`}
                        place={`${row} ${column}`}
                        isOpen={place === at}
                        isStop={
                          known ? place === at : row === first && cells.slice(0, column).every((one) => one === null)
                        }
                        onOpen={() => props.onOpen(place)}
                        onKey={move}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <ul className={styles["legend"]} aria-label={t("grids.legend")}>
        {looks.map((look) => (
          <li key={look}>
            <span className={`${styles["swatch"]} ${styles[look]}`} aria-hidden="true">
              {marks[look] ?? "%"}
            </span>
            {t(`grids.looks.${look}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The name of a row; that of a value leads to what lies below it. */
function RowName(props: {
  readonly grid: GridDefinition;
  readonly dimension: string;
  readonly of: Row["of"];
  readonly onDrill: (only: string | undefined, rows: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { only } = route.useSearch();
  const { grid, dimension, of } = props;
  const place = grid.dimensions.findIndex((one) => one.dimension === dimension);
  const below = grid.dimensions[place + 1];
  const value = of[dimension] ?? "";
  if (below !== undefined)
    return (
      <Button
        type="link"
        className={styles["drill"] ?? ""}
        title={t("grids.drill", { name: below.name })}
        onClick={() => props.onDrill(writeSelection(placeSelection(of, readSelection(only))), below.dimension)}
      >
        {value}
      </Button>
    );
  const others = grid.dimensions.slice(0, place).flatMap((one) => of[one.dimension] ?? []);
  return (
    <>
      {value}
      {others.length > 0 && <div className={styles["others"]}>{others.join(" · ")}</div>}
    </>
  );
}

function Place(props: {
  readonly counts: StateCounts | null;
  readonly title: string;
  /** Its row and column. */
  readonly place: string;
  readonly isOpen: boolean;
  /** Whether the tab key stops here. */
  readonly isStop: boolean;
  readonly onOpen: () => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const { counts, title } = props;
  const { look, total, percent } = judgeCells(counts);
  if (counts === null || look === "none") return null;
  const said = cellStates
    .filter((state) => counts[state] > 0)
    .map((state) => `${t(`grids.states.${state}`)} ${counts[state]}`);
  return (
    <button
      type="button"
      className={`${styles["place"]} ${styles[look]}`}
      data-place={props.place}
      tabIndex={props.isStop ? 0 : -1}
      aria-pressed={props.isOpen}
      aria-label={`${title}: ${said.join(t("common.comma"))}`}
      title={said.join("\n")}
      onClick={props.onOpen}
      onKeyDown={props.onKey}
    >
      {textOf(look, counts, total, percent)}
    </button>
  );
}

function textOf(look: JudgedCells["look"], counts: StateCounts, total: number, percent: number): string {
  const mark = marks[look] ?? "";
  if (look === "failed") return total === 1 ? mark : `${mark}${counts.failed}`;
  if (look === "done" || look === "closed") return mark;
  if (total === 1) return look === "pending" ? "…" : mark;
  return `${mark}${percent}%`;
}
