import { DoubleRightOutlined, LeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { MapDrawer } from "./MapDrawer.tsx";
import { DaySpan, MapFilters } from "./MapFilters.tsx";
import { MapTable } from "./MapTable.tsx";
import styles from "./Grids.module.css";
import { shownTasks, type GridDefinition } from "./grid-definition.ts";
import { gridMapQuery } from "./grid-queries.ts";
import { firstPage, withFilter } from "./grid-search.ts";
import { RowPager } from "./RowPager.tsx";

const route = getRouteApi("/shell/grids/$grid");

/** So many columns stand beside each other on a usual screen, two weeks of days. */
const COLUMNS = 14;
const ROWS = 50;

/** Members, or what they are rolled up by, against periods. */
export function GridMap({ grid }: { readonly grid: GridDefinition }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { rows: wanted, only, text, from, until, period, cursor, columns, at } = search;
  const rows = grid.dimensions.find(({ dimension }) => dimension === wanted) ?? grid.dimensions[0];
  const dimension = rows?.dimension ?? "";
  const tasks = shownTasks(grid, search);
  const query = useQuery(
    gridMapQuery(grid.grid, {
      rows: dimension,
      limit: ROWS,
      columns: COLUMNS,
      ...(tasks.length > 0 && { tasks: tasks.join(",") }),
      ...(only !== undefined && { only }),
      ...(text !== undefined && { text }),
      // Who pages to older periods wants them however old they are.
      from: from ?? "2000-01-01",
      ...(until !== undefined && { until }),
      ...(period !== undefined && { period }),
      ...(cursor !== undefined && { cursor }),
      ...(columns !== undefined && { columnCursor: columns }),
    }),
  );
  const { cursor: _cursor, ...firstRows } = search;
  const { columns: _columns, ...newest } = search;
  const { at: _at, ...closed } = search;
  return (
    <>
      <MapFilters grid={grid} search={search} rows={dimension} onChange={(next) => void navigate({ search: next })} />
      <QueryView query={query}>
        {(map) => (
          <>
            <div className={styles["columns"]}>
              <div className={styles["span"]}>
                <DaySpan search={search} onChange={(next) => void navigate({ search: next })} />
              </div>
              <Button
                icon={<LeftOutlined />}
                disabled={map.olderPeriods === null}
                onClick={() =>
                  map.olderPeriods !== null && void navigate({ search: { ...newest, columns: map.olderPeriods } })
                }
              >
                {t("grids.olderPeriods")}
              </Button>
              <Button
                icon={<DoubleRightOutlined />}
                iconPlacement="end"
                disabled={columns === undefined}
                onClick={() => void navigate({ search: newest })}
              >
                {t("grids.newestPeriods")}
              </Button>
            </div>
            <Panel>
              {map.items.length === 0 || map.periods.length === 0 ? (
                <EmptyState
                  title={t(map.items.length === 0 ? "grids.noRows" : "grids.noPeriods")}
                  text={t(map.items.length === 0 ? "grids.noRowsText" : "grids.noPeriodsText")}
                />
              ) : (
                <MapTable
                  grid={grid}
                  dimension={dimension}
                  map={map}
                  at={at}
                  onOpen={(place) => void navigate({ search: { ...search, at: place }, replace: true })}
                  onDrill={(narrowed, next) =>
                    void navigate({ search: withFilter(firstPage(search), { rows: next, only: narrowed }) })
                  }
                />
              )}
            </Panel>
            <RowPager
              isFirst={cursor === undefined}
              hasNext={map.nextCursor !== null}
              onFirst={() => void navigate({ search: firstRows })}
              onNext={() =>
                map.nextCursor !== null && void navigate({ search: { ...firstRows, cursor: map.nextCursor } })
              }
            />
          </>
        )}
      </QueryView>
      <MapDrawer grid={grid} tasks={tasks} at={at} onClose={() => void navigate({ search: closed, replace: true })} />
    </>
  );
}
