import { PlayCircleOutlined, SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Checkbox, Input, Table, type TableColumnsType } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { EnableSwitch } from "./EnableSwitch.tsx";
import { findRules } from "./find-rules.ts";
import { Labels } from "./Labels.tsx";
import { LastOutcome } from "./LastOutcome.tsx";
import { useLastExecutions } from "./last-outcomes.ts";
import { ruleListQuery, type Rule } from "./rule-queries.ts";
import type { RulesSearch } from "./rules-search.ts";
import styles from "./RulesPage.module.css";
import { RunDialog } from "./RunDialog.tsx";
import { ScheduleText } from "./ScheduleText.tsx";

const route = getRouteApi("/shell/rules");

export function RulesPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { find = "", archived, run } = search;
  const query = useQuery(ruleListQuery({ archived: archived === true }));
  const change = (next: RulesSearch) => void navigate({ search: next, replace: true });
  const { run: _, ...withoutRun } = search;
  const { find: __, ...withoutFind } = search;
  const { archived: ___, ...withoutArchived } = search;
  const started = query.data?.find(({ rule }) => rule === run);

  return (
    <Page title={t("rules.title")}>
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
        <Checkbox
          checked={archived === true}
          onChange={({ target }) => change({ ...withoutArchived, ...(target.checked && { archived: true }) })}
        >
          {t("rules.showArchived")}
        </Checkbox>
      </search>
      <QueryView query={query}>
        {(rules) => (
          <Panel>
            <RuleTable
              rules={findRules(rules, find)}
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
        )}
      </QueryView>
      {started !== undefined && <RunDialog key={started.rule} rule={started} onClose={() => change(withoutRun)} />}
    </Page>
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
  const last = useLastExecutions(props.rules.map(({ rule }) => rule));
  const columns: TableColumnsType<Rule> = [
    {
      key: "name",
      title: t("rules.name"),
      render: (_, rule) => (
        <>
          <Link to="/rules/$rule" params={{ rule: rule.rule }} className={styles["name"]}>
            {rule.name}
          </Link>
          <div className={styles["under"]}>
            <span className="code quiet">{rule.rule}</span>
            <Labels labels={rule.labels} />
          </div>
          <div className={styles["narrow"]}>
            <ScheduleText rule={rule} />
          </div>
        </>
      ),
    },
    {
      key: "schedule",
      title: t("rules.schedule"),
      responsive: ["md"],
      render: (_, rule) => <ScheduleText rule={rule} />,
    },
    {
      key: "next",
      title: t("rules.next"),
      responsive: ["md"],
      width: 132,
      render: (_, { nextFireAt }) =>
        nextFireAt === null ? <span className="quiet">–</span> : <Instant at={nextFireAt} as="stacked" />,
    },
    {
      key: "last",
      title: t("rules.lastOutcome"),
      responsive: ["sm"],
      width: 124,
      render: (_, { rule }) => <LastOutcome execution={last.get(rule)} />,
    },
    {
      key: "enabled",
      title: t("rules.enabled"),
      width: 76,
      render: (_, rule) => <EnableSwitch rule={rule} />,
    },
    {
      key: "run",
      align: "end",
      title: <span className="sr-only">{t("rules.run")}</span>,
      render: (_, rule) => (
        <Button
          size="small"
          icon={<PlayCircleOutlined />}
          disabled={rule.status === "archived"}
          onClick={() => props.onRun(rule)}
          aria-label={t("rules.runTitle", { name: rule.name })}
        >
          <span className={styles["wide"]}>{t("rules.run")}</span>
        </Button>
      ),
    },
  ];
  return (
    <Table<Rule>
      aria-label={t("rules.title")}
      size="middle"
      rowKey="rule"
      dataSource={[...props.rules]}
      columns={columns}
      pagination={props.rules.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      locale={{ emptyText: props.empty }}
    />
  );
}
