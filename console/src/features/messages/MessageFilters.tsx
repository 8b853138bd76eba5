import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { TimeSpanSelect } from "../../ui/time-span/index.ts";
import { channelListQuery, useChannelText } from "../channels/index.ts";
import { deliveryStates, type DeliveryState } from "./message-queries.ts";
import { isFiltered, type MessageSearch, type TextFilter } from "./message-search.ts";
import styles from "./MessageFilters.module.css";

/** Narrows the list; what is chosen stands in the address. */
export function MessageFilters(props: {
  readonly search: MessageSearch;
  readonly onChange: (search: MessageSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { data: channels = [] } = useQuery(channelListQuery);
  const channelText = useChannelText();
  // Another filter is another list: its pages begin anew.
  const { cursor: _cursor, ...search } = props.search;
  const { state: _state, ...withoutState } = search;
  const { range: _range, from: _from, until: _until, ...withoutTime } = search;
  const change = (name: TextFilter, value: string) => {
    const { [name]: _before, ...others } = search;
    const text = value.trim();
    props.onChange({ ...others, ...(text !== "" && { [name]: text }) });
  };
  return (
    <search className={styles["filters"]}>
      <Select
        aria-label={t("messages.channel")}
        value={search.channel ?? ""}
        onChange={(channel) => change("channel", channel)}
        options={[
          { value: "", label: t("messages.anyChannel") },
          ...channels.map(({ id }) => ({ value: id, label: channelText(id) })),
        ]}
        popupMatchSelectWidth={false}
        style={{ minWidth: 140 }}
      />
      <Select<DeliveryState | "">
        aria-label={t("messages.state")}
        value={search.state ?? ""}
        onChange={(state) => props.onChange({ ...withoutState, ...(state !== "" && { state }) })}
        options={[
          { value: "", label: t("messages.anyState") },
          ...deliveryStates.map((value) => ({ value, label: t(`messages.states.${value}`) })),
        ]}
        style={{ minWidth: 130 }}
      />
      {(["recipient", "label"] as const).map((name) => (
        <Input.Search
          // Drawn anew when the address changes by other means: what is typed is not in it before it is sent.
          key={`${name} ${search[name]}`}
          allowClear
          aria-label={t(`messages.${name}`)}
          placeholder={name === "label" ? t("messages.labelExample") : t("messages.recipient")}
          defaultValue={search[name] ?? ""}
          onSearch={(text) => change(name, text)}
          style={{ width: 230, maxWidth: "100%" }}
        />
      ))}
      <TimeSpanSelect span={search} onChange={(span) => props.onChange({ ...withoutTime, ...span })} />
      {isFiltered(search) && (
        <Button type="text" onClick={() => props.onChange({})}>
          {t("executions.clear")}
        </Button>
      )}
    </search>
  );
}
