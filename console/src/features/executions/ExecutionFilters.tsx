import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { TimeSpanSelect } from "../../ui/time-span/index.ts";
import { ruleListQuery } from "../rules/index.ts";
import { executionStates, type ExecutionState } from "./execution-queries.ts";
import styles from "./ExecutionFilters.module.css";
import { isFiltered, type ExecutionSearch } from "./execution-search.ts";

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
  const { range: ____, from: _____, until: ______, ...withoutTime } = search;
  const { children, ...withoutChildren } = search;

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
      <TimeSpanSelect span={search} onChange={(span) => props.onChange({ ...withoutTime, ...span })} />
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
