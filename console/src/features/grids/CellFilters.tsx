import { Button, Select, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { cellStates, type CellState } from "./cell-states.ts";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { namesIn, statesIn, withFilter, type GridSearch } from "./grid-search.ts";
import { DaySpan, NameSearch, SelectionTags, TaskSelect } from "./MapFilters.tsx";

/** Which cells are listed; what is chosen stands in the address. */
export function CellFilters(props: {
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
