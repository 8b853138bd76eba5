import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Input, Segmented, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { foldersOf, labelsOf, ruleListQuery } from "../rules/index.ts";
import { useMay } from "../session/index.ts";
import { ofAllRules, periodKinds, type PeriodKind, type StatisticsSearch } from "./statistics-search.ts";
import styles from "./StatisticsPage.module.css";

const route = getRouteApi("/shell/statistics");

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Which time is shown, in which steps, and of which rules. */
export function StatisticsFilters(props: {
  readonly search: StatisticsSearch;
  readonly from: string;
  readonly to: string;
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = route.useNavigate();
  const { search } = props;
  const change = (next: StatisticsSearch) => void navigate({ search: next });
  const days = (from: string, to: string) => from !== "" && to !== "" && from <= to && change({ ...search, from, to });
  return (
    <div className={styles["filters"]}>
      <Segmented<PeriodKind>
        aria-label={t("statistics.by")}
        value={search.by ?? "day"}
        onChange={(by) => {
          // Other steps have a usual span of their own.
          const { by: _by, from: _from, to: _to, ...rules } = search;
          change({ ...(by !== "day" && { by }), ...rules });
        }}
        options={periodKinds.map((value) => ({ value, label: t(`statistics.periods.${value}`) }))}
      />
      <Input
        type="date"
        className={styles["day"] ?? ""}
        aria-label={t("statistics.from")}
        value={props.from}
        onChange={({ target }) => days(target.value, props.to)}
      />
      <Input
        type="date"
        className={styles["day"] ?? ""}
        aria-label={t("statistics.to")}
        value={props.to}
        onChange={({ target }) => days(props.from, target.value)}
      />
      {may("rules:read") && <RuleFilters search={search} change={change} />}
    </div>
  );
}

/** One rule, or the rules of a folder and with a label. */
function RuleFilters({
  search,
  change,
}: {
  readonly search: StatisticsSearch;
  readonly change: (next: StatisticsSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { data: rules = [] } = useQuery(ruleListQuery({ archived: true }));
  const { rule: _rule, ...ofSeveral } = search;
  const { folder: _folder, ...anywhere } = ofSeveral;
  const { label: _label, ...anyLabel } = ofSeveral;
  const folders = foldersOf(rules).map(({ path }) => ({ value: path, label: path }));
  const labels = labelsOf(rules).map((value) => ({ value, label: value.replace(/=$/, "").replace("=", ": ") }));
  return (
    <>
      <Chosen
        name={t("statistics.rule")}
        value={search.rule}
        choices={rules.map(({ rule, name }) => ({ value: rule, label: name }))}
        onChoose={(rule) => change({ ...ofAllRules(search), ...(rule !== undefined && { rule }) })}
      />
      {(folders.length > 0 || search.folder !== undefined) && (
        <Chosen
          name={t("statistics.folder")}
          value={search.folder}
          choices={folders}
          onChoose={(folder) => change({ ...anywhere, ...(folder !== undefined && { folder }) })}
        />
      )}
      {(labels.length > 0 || search.label !== undefined) && (
        <Chosen
          name={t("statistics.label")}
          value={search.label}
          choices={labels}
          onChoose={(label) => change({ ...anyLabel, ...(label !== undefined && { label }) })}
        />
      )}
    </>
  );
}

function Chosen(props: {
  readonly name: string;
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  readonly onChoose: (value: string | undefined) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { name, value, choices, onChoose } = props;
  // A rule, folder or label that is gone has no line in the list, and is shown by what the address says.
  return (
    <Select<string>
      aria-label={name}
      className={styles["rule"] ?? ""}
      showSearch={{ optionFilterProp: "label" }}
      value={value ?? ""}
      onChange={(chosen) => onChoose(chosen === "" ? undefined : chosen)}
      options={[{ value: "", label: `${name}: ${t("statistics.all")}` }, ...choices]}
    />
  );
}
