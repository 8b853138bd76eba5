import { Button, Input, Segmented, Select, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Grids.module.css";
import { schedulesOf, shownSchedule, type GridDefinition } from "./grid-definition.ts";
import {
  namesIn,
  readSelection,
  withFilter,
  writeSelection,
  type GridSchedule,
  type GridSearch,
} from "./grid-search.ts";

/** Which task types, rows and periods the map shows; what is chosen stands in the address. */
export function MapFilters(props: {
  readonly grid: GridDefinition;
  readonly search: GridSearch;
  /** The dimension whose values are the rows. */
  readonly rows: string;
  readonly onChange: (search: GridSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { grid, search, rows, onChange } = props;
  const schedules = schedulesOf(grid);
  const schedule = shownSchedule(grid, search);
  const { tab: _tab, ...narrowed } = search;
  return (
    <search className={styles["filters"]}>
      {schedules.length > 1 && schedule !== undefined && (
        <Segmented<GridSchedule>
          aria-label={t("grids.schedule")}
          value={schedule}
          onChange={(next) => onChange(withFilter(search, { schedule: next, tasks: undefined }))}
          options={schedules.map((value) => ({ value, label: t(`grids.schedules.${value}`) }))}
        />
      )}
      <TaskSelect
        grid={grid}
        schedule={schedule}
        tasks={namesIn(search.tasks)}
        onChange={(tasks) => onChange(withFilter(search, { tasks: tasks.join(",") }))}
      />
      {grid.dimensions.length > 1 && (
        <Segmented
          aria-label={t("grids.rowsBy")}
          value={rows}
          onChange={(next) => onChange(withFilter(search, { rows: next }))}
          options={grid.dimensions.map(({ dimension, name }) => ({ value: dimension, label: name }))}
        />
      )}
      <NameSearch search={search} onChange={onChange} />
      <SelectionTags grid={grid} search={search} onChange={onChange} />
      {Object.keys(narrowed).length > 0 && (
        <Button type="text" onClick={() => onChange({})}>
          {t("grids.clear")}
        </Button>
      )}
    </search>
  );
}

/** Chooses task types; none means all of them. */
export function TaskSelect(props: {
  readonly grid: GridDefinition;
  /** Only those of this schedule. @default all */
  readonly schedule?: GridSchedule | undefined;
  readonly tasks: readonly string[];
  readonly id?: string;
  readonly onChange: (tasks: readonly string[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { grid, schedule, tasks, id } = props;
  return (
    <Select<string[]>
      mode="multiple"
      allowClear
      {...(id !== undefined && { id })}
      aria-label={t("grids.tasks")}
      placeholder={t("grids.allTasks")}
      maxTagCount="responsive"
      showSearch={{ optionFilterProp: "label" }}
      value={[...tasks]}
      onChange={props.onChange}
      options={grid.taskTypes
        .filter((task) => schedule === undefined || task.schedule === schedule)
        .map(({ task, name }) => ({ value: task, label: name }))}
      className={styles["tasks"] ?? ""}
    />
  );
}

interface FilterProps {
  readonly search: GridSearch;
  readonly onChange: (search: GridSearch) => void;
}

export function NameSearch({ search, onChange }: FilterProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Input.Search
      // Drawn anew when the address changes by other means: what is typed is not in it before it is sent.
      key={search.text ?? ""}
      allowClear
      aria-label={t("grids.name")}
      placeholder={t("grids.name")}
      defaultValue={search.text ?? ""}
      onSearch={(text) => onChange(withFilter(search, { text: text.trim() }))}
      style={{ width: 186, maxWidth: "100%" }}
    />
  );
}

/** Between which days periods begin. */
export function DaySpan({ search, onChange }: FilterProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {(["from", "until"] as const).map((end) => (
        <Input
          key={end}
          type="date"
          className={styles["day"] ?? ""}
          aria-label={t(`grids.${end}`)}
          title={t(`grids.${end}`)}
          value={search[end] ?? ""}
          onChange={({ target }) => onChange(withFilter(search, { [end]: target.value }))}
        />
      ))}
    </>
  );
}

/** The members to which everything is narrowed. */
export function SelectionTags({
  grid,
  search,
  onChange,
}: FilterProps & { readonly grid: GridDefinition }): ReactElement {
  const { t } = useTranslation();
  const selection = readSelection(search.only);
  return (
    <>
      {Object.entries(selection).map(([dimension, values]) => {
        const name = grid.dimensions.find((one) => one.dimension === dimension)?.name ?? dimension;
        return (
          <Tag
            key={dimension}
            closable={{ "aria-label": t("grids.anyOf", { name }) }}
            onClose={() => {
              const { [dimension]: _gone, ...others } = selection;
              onChange(withFilter(search, { only: writeSelection(others) }));
            }}
          >
            {name}: {values.join(t("common.comma"))}
          </Tag>
        );
      })}
    </>
  );
}
