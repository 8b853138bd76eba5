import { CloseOutlined, RedoOutlined } from "@ant-design/icons";
import type { FailureGroup } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Checkbox, Space, Tag } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useMay } from "../session/index.ts";
import { BulkDialog } from "./BulkDialog.tsx";
import { FailureJobs } from "./FailureJobs.tsx";
import { failureListQuery } from "./failure-queries.ts";

const route = getRouteApi("/shell/failures");

/** Executions that finally failed, by their reasons, and what is done about many of them at once. */
export function FailuresPage(): ReactElement {
  const { t } = useTranslation();
  const { rule, cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<"redrive" | "dismiss">();
  const ofRule = rule === undefined ? {} : { rule };
  const query = useQuery(failureListQuery({ limit: 50, ...ofRule, ...(cursor !== undefined && { cursor }) }));
  const groups = (query.data?.items ?? []).filter(({ group }) => chosen.has(group));
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <Page
      title={t("failed.title")}
      lead={t("failed.lead")}
      beside={
        rule !== undefined && (
          <Tag closable onClose={() => void navigate({ search: {} })}>
            {t("failed.onlyRule")} {rule}
          </Tag>
        )
      }
      actions={
        may("executions:write") &&
        count > 0 && (
          <Space wrap>
            <output className="quiet">{t("failed.chosen", { count })}</output>
            <Button icon={<CloseOutlined />} onClick={() => setOpen("dismiss")}>
              {t("failed.dismiss")}
            </Button>
            <Button type="primary" icon={<RedoOutlined />} onClick={() => setOpen("redrive")}>
              {t("failed.redrive")}
            </Button>
          </Space>
        )
      }
    >
      <FailureJobs />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <GroupTable groups={items} chosen={chosen} onChoose={setChosen} />
            </Panel>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => void navigate({ search: ofRule })}
              onNext={() => nextCursor !== null && void navigate({ search: { ...ofRule, cursor: nextCursor } })}
            />
          </>
        )}
      </QueryView>
      {open !== undefined && count > 0 && (
        <BulkDialog
          work={open}
          groups={groups.map(({ group }) => group)}
          count={count}
          onBegun={() => setChosen(new Set())}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  );
}

function GroupTable(props: {
  readonly groups: readonly FailureGroup[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { groups, chosen, onChoose } = props;
  const all = groups.length > 0 && groups.every(({ group }) => chosen.has(group));
  const toggle = (group: string) =>
    onChoose(new Set(chosen.has(group) ? [...chosen].filter((one) => one !== group) : [...chosen, group]));
  const columns: readonly (Column<FailureGroup> | false)[] = [
    may("executions:write") && {
      key: "choose",
      width: 40,
      title: (
        <Checkbox
          aria-label={t("failed.chooseAll")}
          checked={all}
          indeterminate={!all && groups.some(({ group }) => chosen.has(group))}
          onChange={() => onChoose(new Set(all ? [] : groups.map(({ group }) => group)))}
        />
      ),
      render: ({ group, ruleName, code }) => (
        <Checkbox
          aria-label={t("failed.choose", { group: t("failed.group", { rule: ruleName, code }) })}
          checked={chosen.has(group)}
          onChange={() => toggle(group)}
        />
      ),
    },
    {
      key: "reason",
      title: t("failed.reason"),
      render: (group) => <Reason group={group} />,
    },
    {
      key: "rule",
      from: "middle",
      title: t("failed.rule"),
      render: ({ rule, ruleName, action }) => (
        <>
          <Link to="/rules/$rule" params={{ rule }}>
            {ruleName}
          </Link>
          {action !== null && <div className="code quiet">{action}</div>}
        </>
      ),
    },
    {
      key: "count",
      align: "end",
      title: t("failed.count"),
      render: ({ count }) => <strong className="tabular">{count}</strong>,
    },
    {
      key: "last",
      from: "small",
      title: t("failed.last"),
      render: ({ lastAt }) => <Instant at={lastAt} as="stacked" />,
    },
  ];
  return (
    <DataTable
      label={t("failed.title")}
      columns={columns}
      rows={groups}
      rowKey={({ group }) => group}
      empty={<EmptyState title={t("failed.empty")} text={t("failed.emptyText")} />}
    />
  );
}

function Reason({ group }: { readonly group: FailureGroup }): ReactElement {
  const { t } = useTranslation();
  const { class: kind, code, rule, ruleName, sample } = group;
  return (
    <div className="breakable">
      <code>{code}</code> <span className="quiet small">{t(`failures.${kind}.name`)}</span>
      <div>{sample.message}</div>
      <div className="small">
        <span className="narrow-only">
          <Link to="/rules/$rule" params={{ rule }}>
            {ruleName}
          </Link>
        </span>
        <Link to="/executions/$executionId" params={{ executionId: sample.executionId }} className="tabular">
          {t("failed.sample", { id: sample.executionId })}
        </Link>
      </div>
    </div>
  );
}
