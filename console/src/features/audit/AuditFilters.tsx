import { Button, Input, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { TimeSpanSelect } from "../../ui/time-span/index.ts";
import { isFiltered, outcomes, type AuditSearch } from "./audit-search.ts";
import styles from "./AuditFilters.module.css";
import { useKnownActions } from "./use-action-text.ts";

/** Narrows the list; what is chosen stands in the address. */
export function AuditFilters(props: {
  readonly search: AuditSearch;
  readonly onChange: (search: AuditSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const actions = useKnownActions();
  // Another filter is another list: its pages begin anew.
  const { cursor: _, entry: __, ...search } = props.search;
  const { range: ___, from: ____, until: _____, ...withoutTime } = search;
  const change = (name: "actor" | "action" | "subject" | "outcome", value: string | undefined) => {
    const { [name]: ______, ...others } = search;
    const text = value?.trim() ?? "";
    props.onChange({ ...others, ...(text !== "" && { [name]: text }) });
  };

  return (
    <search className={styles["filters"]}>
      <Input.Search
        // Drawn anew when the address changes by other means: what is typed is not in it before it is sent.
        key={`actor ${search.actor}`}
        allowClear
        aria-label={t("audit.actor")}
        placeholder={t("audit.actor")}
        defaultValue={search.actor ?? ""}
        onSearch={(text) => change("actor", text)}
        style={{ width: 170 }}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("audit.action")}
        placeholder={t("audit.anyAction")}
        value={search.action ?? null}
        onChange={(action) => change("action", action ?? undefined)}
        options={[...actions]}
        popupMatchSelectWidth={false}
        style={{ width: 190 }}
      />
      <Input.Search
        key={`subject ${search.subject}`}
        allowClear
        aria-label={t("audit.subject")}
        placeholder={t("audit.subject")}
        defaultValue={search.subject ?? ""}
        onSearch={(text) => change("subject", text)}
        style={{ width: 190 }}
      />
      <Select
        allowClear
        aria-label={t("audit.outcome")}
        placeholder={t("audit.anyOutcome")}
        value={search.outcome ?? null}
        onChange={(outcome) => change("outcome", outcome ?? undefined)}
        options={outcomes.map((value) => ({ value, label: t(`audit.outcomes.${value}`) }))}
        style={{ width: 130 }}
      />
      <TimeSpanSelect span={search} onChange={(span) => props.onChange({ ...withoutTime, ...span })} />
      {isFiltered(search) && (
        <Button type="text" onClick={() => props.onChange({})}>
          {t("executions.clear")}
        </Button>
      )}
    </search>
  );
}
