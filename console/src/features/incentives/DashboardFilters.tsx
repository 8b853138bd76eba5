import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { choicesQuery } from "./incentive-queries.ts";
import { filterOf, withFilter, withoutNothing, type IncentiveSearch } from "./incentive-search.ts";
import styles from "./Incentives.module.css";

/** Which contracts are counted; what is chosen stands in the address. */
export function DashboardFilters(props: {
  readonly search: IncentiveSearch;
  readonly onChange: (search: IncentiveSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { search, onChange } = props;
  const { campaign, city } = search;
  const { data } = useQuery(choicesQuery(withoutNothing({ campaign, city })));
  const { campaigns = [], cities = [], providers = [] } = data ?? {};
  const change = (next: Partial<Record<"campaign" | "city" | "provider" | "person" | "from" | "until", string>>) =>
    onChange(withFilter(search, next));
  const ofCity = campaigns.filter((one) => city === undefined || one.city === city);
  return (
    <search className={styles["filters"]}>
      <Chosen
        name={t("incentives.campaign")}
        any={t("incentives.anyCampaign")}
        value={campaign}
        choices={ofCity.map(({ campaign: key, name }) => ({ value: key, label: `${name} (${key})` }))}
        onChoose={(value) => change({ campaign: value, provider: "" })}
      />
      <Chosen
        name={t("incentives.city")}
        any={t("incentives.anyCity")}
        value={city}
        choices={cities.map((value) => ({ value, label: value }))}
        onChoose={(value) => change({ city: value, campaign: "", provider: "" })}
      />
      <Chosen
        name={t("incentives.provider")}
        any={t("incentives.anyProvider")}
        value={search.provider}
        choices={providers.map((value) => ({ value, label: value }))}
        onChoose={(value) => change({ provider: value })}
      />
      <Input.Search
        // Drawn anew when the address changes by other means: what is typed is not in it before it is sent.
        key={search.person ?? ""}
        allowClear
        aria-label={t("incentives.person")}
        placeholder={t("incentives.person")}
        defaultValue={search.person ?? ""}
        onSearch={(text) => change({ person: text.trim() })}
        className={styles["person"] ?? ""}
      />
      <span className={styles["span"]}>
        <Input
          type="date"
          aria-label={t("incentives.from")}
          value={search.from ?? ""}
          onChange={({ target }) => change({ from: target.value })}
          className={styles["day"] ?? ""}
        />
        <span className="quiet">–</span>
        <Input
          type="date"
          aria-label={t("incentives.until")}
          value={search.until ?? ""}
          onChange={({ target }) => change({ until: target.value })}
          className={styles["day"] ?? ""}
        />
      </span>
      {Object.keys(filterOf(search)).length > 0 && (
        <Button
          type="text"
          onClick={() => change({ campaign: "", city: "", provider: "", person: "", from: "", until: "" })}
        >
          {t("incentives.clear")}
        </Button>
      )}
    </search>
  );
}

function Chosen(props: {
  readonly name: string;
  readonly any: string;
  readonly value: string | undefined;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** An empty text: any. */
  readonly onChoose: (value: string) => void;
}): ReactElement {
  const { value = "", choices } = props;
  // What an address names and nobody knows any more is shown as it is written.
  const isKnown = value === "" || choices.some((choice) => choice.value === value);
  return (
    <Select<string>
      aria-label={props.name}
      className={styles["choice"] ?? ""}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      value={value}
      onChange={props.onChoose}
      options={[{ value: "", label: props.any }, ...choices, ...(isKnown ? [] : [{ value, label: value }])]}
    />
  );
}
