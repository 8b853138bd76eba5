import { PlayCircleOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Input, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useMay } from "../session/index.ts";
import { EnableSwitch } from "./EnableSwitch.tsx";
import { findRules } from "./find-rules.ts";
import { Labels } from "./Labels.tsx";
import { LastOutcome } from "./LastOutcome.tsx";
import { useLastExecutions } from "./last-outcomes.ts";
import { labelsOf } from "./rule-folders.ts";
import { ruleListQuery, type Rule } from "./rule-queries.ts";
import { RuleFolders } from "./RuleFolders.tsx";
import type { RulesSearch } from "./rules-search.ts";
import styles from "./RulesPage.module.css";
import { LazyRunDialog } from "./LazyRunDialog.tsx";
import { ScheduleText } from "./ScheduleText.tsx";

const route = getRouteApi("/shell/rules");

export function RulesPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { find = "", archived, run, label } = search;
  const query = useQuery(ruleListQuery({ archived: archived === true }));
  const change = (next: RulesSearch) => void navigate({ search: next, replace: true });
  const { run: _, ...withoutRun } = search;
  const { find: __, ...withoutFind } = search;
  const { archived: ___, ...withoutArchived } = search;
  const { label: ____, ...withoutLabel } = search;
  const labels = labelsOf(query.data ?? []);
  const started = query.data?.find(({ rule }) => rule === run);

  return (
    <Page title={t("rules.title")} actions={<AddRule />}>
      <search className={styles["filters"]}>
        <Input
          allowClear
          prefix={<SearchOutlined />}
          placeholder={t("rules.search")}
          aria-label={t("rules.search")}
          value={find}
          onChange={({ target }) => change({ ...withoutFind, ...(target.value !== "" && { find: target.value }) })}
          style={{ width: 280, maxWidth: "100%" }}
        />
        {(labels.length > 0 || label !== undefined) && (
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("rules.label")}
            placeholder={t("rules.anyLabel")}
            value={label ?? null}
            onChange={(value) => change({ ...withoutLabel, ...(value != null && { label: value }) })}
            options={labels.map((value) => ({ value, label: value.replace(/=$/, "").replace("=", ": ") }))}
            popupMatchSelectWidth={false}
            style={{ minWidth: 150 }}
          />
        )}
        <Checkbox
          checked={archived === true}
          onChange={({ target }) => change({ ...withoutArchived, ...(target.checked && { archived: true }) })}
        >
          {t("rules.showArchived")}
        </Checkbox>
      </search>
      <QueryView query={query}>
        {(rules) => (
          <div className={rules.some(({ folder }) => folder !== null) ? styles["columns"] : undefined}>
            <RuleFolders rules={rules} search={search} />
            <Panel>
              <RuleTable
                rules={findRules(rules, search)}
                empty={
                  rules.length === 0 ? (
                    <NoRules />
                  ) : (
                    <EmptyState title={t("rules.noMatch")} text={t("rules.noMatchText")} />
                  )
                }
                onRun={({ rule }) => change({ ...search, run: rule })}
              />
            </Panel>
          </div>
        )}
      </QueryView>
      {started !== undefined && <LazyRunDialog key={started.rule} rule={started} onClose={() => change(withoutRun)} />}
    </Page>
  );
}

function AddRule(): ReactElement | null {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  if (!may("rules:write")) return null;
  return (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ to: "/new-rule" })}>
      {t("ruleEditor.add")}
    </Button>
  );
}

function NoRules(): ReactElement {
  const { t } = useTranslation();
  return (
    <EmptyState title={t("rules.empty")} text={t("rules.emptyText")}>
      <div className={styles["command"]}>
        <CodeBlock text="belfry rules apply examples/dorm-late-return/rule.yaml" label={t("rules.empty")} />
      </div>
    </EmptyState>
  );
}

function RuleTable(props: {
  readonly rules: readonly Rule[];
  readonly empty: ReactElement;
  readonly onRun: (rule: Rule) => void;
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const last = useLastExecutions(props.rules.map(({ rule }) => rule));
  const columns: readonly (Column<Rule> | false)[] = [
    {
      key: "name",
      title: t("rules.name"),
      width: 300,
      render: (rule) => (
        <>
          <Link to="/rules/$rule" params={{ rule: rule.rule }} className={styles["name"]}>
            {rule.name}
          </Link>
          <div className={styles["under"]}>
            <span className="code quiet">{rule.rule}</span>
            <Labels labels={rule.labels} />
          </div>
          <div className="narrow-only quiet">
            <ScheduleText rule={rule} />
          </div>
        </>
      ),
    },
    {
      key: "schedule",
      title: t("rules.schedule"),
      from: "middle",
      render: (rule) => <ScheduleText rule={rule} />,
    },
    {
      key: "next",
      title: t("rules.next"),
      from: "middle",
      width: 150,
      render: ({ nextFireAt }) =>
        nextFireAt === null ? <span className="quiet">–</span> : <Instant at={nextFireAt} as="stacked" />,
    },
    {
      key: "last",
      title: t("rules.lastOutcome"),
      from: "small",
      width: 150,
      render: ({ rule }) => <LastOutcome execution={last.get(rule)} />,
    },
    {
      key: "enabled",
      title: t("rules.enabled"),
      width: 100,
      render: (rule) => <EnableSwitch rule={rule} />,
    },
    may("rules:run") && {
      key: "run",
      align: "end",
      title: <span className="sr-only">{t("rules.run")}</span>,
      render: (rule) => (
        <Button
          size="small"
          icon={<PlayCircleOutlined />}
          disabled={rule.status === "archived"}
          onClick={() => props.onRun(rule)}
          aria-label={t("rules.runTitle", { name: rule.name })}
        >
          <span className="wide-only">{t("rules.run")}</span>
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      label={t("rules.title")}
      columns={columns}
      rows={props.rules}
      rowKey={({ rule }) => rule}
      empty={props.empty}
    />
  );
}
