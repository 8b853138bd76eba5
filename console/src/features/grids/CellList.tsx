import type { GridCell } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { CellFilters } from "./CellFilters.tsx";
import { CellTable } from "./CellTable.tsx";
import { ChangeButtons } from "./ChangeButtons.tsx";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { gridCellsQuery } from "./grid-queries.ts";
import type { GridSearch } from "./grid-search.ts";
import { RowPager } from "./RowPager.tsx";

const route = getRouteApi("/shell/grids/$grid");

/** Cells one by one, and what is done with those that are chosen. */
export function CellList({ grid }: { readonly grid: GridDefinition }): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { tasks, only, text, from, until, period, states, cursor } = search;
  const query = useQuery(
    gridCellsQuery(grid.grid, {
      limit: 50,
      ...(tasks !== undefined && { tasks }),
      ...(only !== undefined && { only }),
      ...(text !== undefined && { text }),
      ...(from !== undefined && { from }),
      ...(until !== undefined && { until }),
      ...(period !== undefined && { period }),
      ...(states !== undefined && { states }),
      ...(cursor !== undefined && { cursor }),
    }),
  );
  const { cursor: _cursor, ...firstRows } = search;
  const change = (next: GridSearch) => {
    setChosen(new Set());
    void navigate({ search: { ...next, tab: "cells" } });
  };
  return (
    <>
      <CellFilters grid={grid} search={search} onChange={change} />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Chosen
              grid={grid}
              cells={items.filter(({ cell }) => chosen.has(cell))}
              onChanged={() => setChosen(new Set())}
            />
            <Panel>
              <CellTable grid={grid} cells={items} chosen={chosen} onChoose={setChosen} />
            </Panel>
            <RowPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => change(firstRows)}
              onNext={() => nextCursor !== null && change({ ...firstRows, cursor: nextCursor })}
            />
          </>
        )}
      </QueryView>
    </>
  );
}

/** What is done with the cells that are chosen; nothing while there are none. */
function Chosen(props: {
  readonly grid: GridDefinition;
  readonly cells: readonly GridCell[];
  readonly onChanged: () => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const { grid, cells } = props;
  if (cells.length === 0) return null;
  return (
    <div className={styles["chosen"]}>
      <output className="quiet">{t("grids.chosen", { count: cells.length })}</output>
      <ChangeButtons
        grid={grid.grid}
        of={{ cells: cells.map(({ cell }) => cell) }}
        count={cells.length}
        onChanged={props.onChanged}
      />
    </div>
  );
}
