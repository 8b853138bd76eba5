import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { TimeSpanSelect } from "../../ui/time-span/index.ts";
import { channelListQuery, useChannelText } from "../channels/index.ts";
import { groupKinds, narrowedBy, type GroupKind, type MessageStatisticsSearch } from "./message-statistics-search.ts";
import styles from "./MessageStatisticsPage.module.css";

/** Chooses what is counted and by what; it stands in the address. Several filters count what all of them let through. */
export function StatisticsFilters(props: {
  readonly search: MessageStatisticsSearch;
  readonly onChange: (search: MessageStatisticsSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { data: channels = [] } = useQuery(channelListQuery);
  const channelText = useChannelText();
  const { search, onChange } = props;
  const { by: _by, ...days } = search;
  const { channel: _channel, ...anyChannel } = search;
  const { group: _group, ...accounts } = search;
  const { range: _range, from: _from, until: _until, ...anyTime } = search;
  const { account: _account, template: _template, rule: _rule, label: _label, ...everything } = search;
  const change = (kind: GroupKind, text: string) => {
    const { [kind]: _before, ...others } = search;
    const value = text.trim();
    onChange({ ...others, ...(value !== "" && { [kind]: value }) });
  };
  return (
    <search>
      <div className={styles["filters"]}>
        <Segmented<"day" | "hour">
          aria-label={t("statistics.by")}
          value={search.by ?? "day"}
          onChange={(next) => onChange({ ...days, ...(next === "hour" && { by: next }) })}
          options={(["day", "hour"] as const).map((value) => ({ value, label: t(`messageStatistics.by.${value}`) }))}
        />
        <Select
          aria-label={t("messages.channel")}
          value={search.channel ?? ""}
          onChange={(next) => onChange({ ...anyChannel, ...(next !== "" && { channel: next }) })}
          options={[
            { value: "", label: t("messages.anyChannel") },
            ...channels.map(({ id }) => ({ value: id, label: channelText(id) })),
          ]}
          popupMatchSelectWidth={false}
          style={{ minWidth: 140 }}
        />
        <TimeSpanSelect span={search} onChange={(span) => onChange({ ...anyTime, ...span })} />
        <label className={styles["group"]}>
          <span className="quiet small">{t("messageStatistics.group")}</span>
          <Select<GroupKind>
            aria-label={t("messageStatistics.group")}
            value={search.group ?? "account"}
            onChange={(next) => onChange({ ...accounts, ...(next !== "account" && { group: next }) })}
            options={groupKinds.map((value) => ({ value, label: t(`messageStatistics.groups.${value}`) }))}
            style={{ minWidth: 110 }}
          />
        </label>
      </div>
      <div className={styles["filters"]}>
        {groupKinds.map((kind) => (
          <Input.Search
            // Drawn anew when the address changes by other means: what is typed is not in it before it is sent.
            key={`${kind} ${search[kind]}`}
            allowClear
            aria-label={t(`messageStatistics.only.${kind}`)}
            placeholder={kind === "label" ? t("messages.labelExample") : t(`messageStatistics.only.${kind}`)}
            defaultValue={search[kind] ?? ""}
            onSearch={(text) => change(kind, text)}
            style={{ width: 200, maxWidth: "100%" }}
          />
        ))}
        {Object.keys(narrowedBy(search)).length > 0 && (
          <Button type="text" onClick={() => onChange(everything)}>
            {t("executions.clear")}
          </Button>
        )}
      </div>
    </search>
  );
}
