import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { TimeSpanSelect } from "../../ui/time-span/index.ts";
import { ruleListQuery } from "../rules/index.ts";
import { useMay } from "../session/index.ts";
import { isFiltered, type EventSearch } from "./event-search.ts";
import styles from "./EventFilters.module.css";

/** Narrows the list; what is chosen stands in the address. */
export function EventFilters(props: {
  readonly search: EventSearch;
  readonly onChange: (search: EventSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const rules = useQuery({ ...ruleListQuery({ archived: true }), enabled: may("rules:read") });
  // Another filter is another list: its pages begin anew.
  const { cursor: _, ...search } = props.search;
  const { range: __, from: ___, until: ____, ...withoutTime } = search;
  const { unmatched, ...withoutUnmatched } = search;
  const change = (name: "type" | "source" | "rule", value: string) => {
    const { [name]: _____, ...others } = search;
    const text = value.trim();
    props.onChange({ ...others, ...(text !== "" && { [name]: text }) });
  };
  return (
    <search className={styles["filters"]}>
      {(["type", "source"] as const).map((name) => (
        <Input.Search
          // Drawn anew when the address changes by other means: what is typed is not in it before it is sent.
          key={`${name} ${search[name]}`}
          allowClear
          aria-label={t(`events.${name}`)}
          placeholder={t(`events.${name}`)}
          defaultValue={search[name] ?? ""}
          onSearch={(text) => change(name, text)}
          style={{ width: 190 }}
        />
      ))}
      <Select
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("events.rule")}
        value={search.rule ?? ""}
        onChange={(rule) => change("rule", rule)}
        options={[
          { value: "", label: t("events.anyRule") },
          ...(rules.data ?? []).map(({ rule, name }) => ({ value: rule, label: name })),
        ]}
        popupMatchSelectWidth={false}
        style={{ minWidth: 150 }}
      />
      <TimeSpanSelect span={search} onChange={(span) => props.onChange({ ...withoutTime, ...span })} />
      <Checkbox
        checked={unmatched === true}
        onChange={({ target }) => props.onChange({ ...withoutUnmatched, ...(target.checked && { unmatched: true }) })}
      >
        {t("events.unmatched")}
      </Checkbox>
      {isFiltered(search) && (
        <Button type="text" onClick={() => props.onChange({})}>
          {t("executions.clear")}
        </Button>
      )}
    </search>
  );
}
