import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ruleListQuery } from "../rules/index.ts";
import { executionStates, type ExecutionState } from "./execution-queries.ts";
import styles from "./ExecutionFilters.module.css";
import { isFiltered, timeRanges, type ExecutionSearch, type TimeRange } from "./execution-search.ts";
import { fromLocalInput, toLocalInput } from "./local-input.ts";

/** Narrows the list; what is chosen stands in the address. */
export function ExecutionFilters(props: {
  readonly search: ExecutionSearch;
  readonly onChange: (search: ExecutionSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const rules = useQuery(ruleListQuery({ archived: true }));
  // Another filter is another list: its pages begin anew.
  const { cursor: _, ...search } = props.search;
  const { rule: __, ...withoutRule } = search;
  const { state: ___, ...withoutState } = search;
  const { range: ____, from, until, ...withoutTime } = search;
  const { children, ...withoutChildren } = search;
  const isCustom = search.range === undefined && (from !== undefined || until !== undefined);

  const changeTime = (value: TimeRange | "all" | "custom") => {
    if (value === "all") props.onChange(withoutTime);
    else if (value === "custom") props.onChange({ ...withoutTime, from: startOfToday() });
    else props.onChange({ ...withoutTime, range: value });
  };

  return (
    <search className={styles["filters"]}>
      <Select
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("executions.rule")}
        value={search.rule ?? ""}
        onChange={(rule) => props.onChange({ ...withoutRule, ...(rule !== "" && { rule }) })}
        options={[
          { value: "", label: t("executions.anyRule") },
          ...(rules.data ?? []).map(({ rule, name }) => ({ value: rule, label: name })),
        ]}
        style={{ minWidth: 180 }}
      />
      <Select<ExecutionState | "">
        aria-label={t("executions.state")}
        value={search.state ?? ""}
        onChange={(state) => props.onChange({ ...withoutState, ...(state !== "" && { state }) })}
        options={[
          { value: "", label: t("executions.anyState") },
          ...executionStates.map((value) => ({ value, label: t(`executions.states.${value}`) })),
        ]}
        style={{ minWidth: 130 }}
      />
      <Select<TimeRange | "all" | "custom">
        aria-label={t("executions.range")}
        value={search.range ?? (isCustom ? "custom" : "all")}
        onChange={changeTime}
        options={(["all", ...timeRanges, "custom"] as const).map((value) => ({
          value,
          label: t(`executions.ranges.${value}`),
        }))}
        style={{ minWidth: 140 }}
      />
      {isCustom && (
        <>
          <Input
            type="datetime-local"
            aria-label={t("executions.from")}
            value={toLocalInput(from)}
            onChange={({ target }) => props.onChange({ ...search, ...optional("from", fromLocalInput(target.value)) })}
            style={{ width: 200 }}
          />
          <span className="quiet">–</span>
          <Input
            type="datetime-local"
            aria-label={t("executions.until")}
            value={toLocalInput(until)}
            onChange={({ target }) => props.onChange({ ...search, ...optional("until", fromLocalInput(target.value)) })}
            style={{ width: 200 }}
          />
        </>
      )}
      <Checkbox
        checked={children === true}
        onChange={({ target }) => props.onChange({ ...withoutChildren, ...(target.checked && { children: true }) })}
      >
        {t("executions.withChildren")}
      </Checkbox>
      {isFiltered(search) && (
        <Button type="text" onClick={() => props.onChange(children === undefined ? {} : { children })}>
          {t("executions.clear")}
        </Button>
      )}
    </search>
  );
}

function optional(name: "from" | "until", value: string | undefined): Partial<Pick<ExecutionSearch, "from" | "until">> {
  return value === undefined ? {} : { [name]: value };
}

function startOfToday(): string {
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  return today.toISOString();
}
