import type { GridCell } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Checkbox, Select, Tag } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useMay } from "../session/index.ts";
import { CellStateMark } from "./CellStateMark.tsx";
import { cellStates, type CellState } from "./cell-states.ts";
import { ChangeButtons } from "./ChangeButtons.tsx";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { gridCellsQuery } from "./grid-queries.ts";
import { namesIn, statesIn, withFilter, type GridSearch } from "./grid-search.ts";
import { DaySpan, NameSearch, SelectionTags, TaskSelect } from "./MapFilters.tsx";
import { RowPager } from "./RowPager.tsx";
import { useReasonText } from "./use-reason-text.ts";

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

function CellFilters(props: {
  readonly grid: GridDefinition;
  readonly search: GridSearch;
  readonly onChange: (search: GridSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { grid, search, onChange } = props;
  const { tab: _tab, cursor: _cursor, cell: _cell, schedule: _schedule, rows: _rows, ...narrowed } = search;
  return (
    <search className={styles["filters"]}>
      <Select<CellState[]>
        mode="multiple"
        allowClear
        aria-label={t("grids.state")}
        placeholder={t("grids.anyState")}
        maxTagCount="responsive"
        value={[...statesIn(search)]}
        onChange={(states) => onChange(withFilter(search, { states: states.join(",") }))}
        options={cellStates.map((value) => ({ value, label: t(`grids.states.${value}`) }))}
        className={styles["states"] ?? ""}
      />
      <TaskSelect
        grid={grid}
        tasks={namesIn(search.tasks)}
        onChange={(tasks) => onChange(withFilter(search, { tasks: tasks.join(",") }))}
      />
      <NameSearch search={search} onChange={onChange} />
      <DaySpan search={search} onChange={onChange} />
      {search.period !== undefined && (
        <Tag
          closable={{ "aria-label": t("grids.anyPeriod") }}
          onClose={() => onChange(withFilter(search, { period: undefined }))}
        >
          {t("grids.period")}: {search.period}
        </Tag>
      )}
      <SelectionTags grid={grid} search={search} onChange={onChange} />
      {Object.keys(narrowed).length > 0 && (
        <Button type="text" onClick={() => onChange({ tab: "cells" })}>
          {t("grids.clear")}
        </Button>
      )}
    </search>
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

function CellTable(props: {
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
