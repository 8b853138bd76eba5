import type { ApprovalSummary } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Segmented } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { approvalListQuery } from "./approval-queries.ts";
import { approvalViews, type ApprovalView } from "./approval-search.ts";
import styles from "./ApprovalsPage.module.css";
import { ApprovalStateMark } from "./ApprovalStateMark.tsx";

const route = getRouteApi("/shell/approvals");

export function ApprovalsPage(): ReactElement {
  const { t } = useTranslation();
  const { view = "mine", cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(approvalListQuery(view, cursor));
  const firstPage = view === "mine" ? {} : { view };
  return (
    <Page title={t("approvals.title")} lead={t("approvals.lead")}>
      <div className={styles["views"]}>
        <Segmented<ApprovalView>
          aria-label={t("approvals.view")}
          value={view}
          onChange={(next) => void navigate({ search: next === "mine" ? {} : { view: next } })}
          options={approvalViews.map((value) => ({ value, label: t(`approvals.views.${value}`) }))}
        />
      </div>
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <ApprovalTable approvals={items} view={view} />
            </Panel>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => void navigate({ search: firstPage })}
              onNext={() => nextCursor !== null && void navigate({ search: { ...firstPage, cursor: nextCursor } })}
            />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function ApprovalTable(props: {
  readonly approvals: readonly ApprovalSummary[];
  readonly view: ApprovalView;
}): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<ApprovalSummary>[] = [
    {
      key: "what",
      title: t("approvals.what"),
      render: ({ id, kind, rule }) => (
        <>
          <Link to="/approvals/$approvalId" params={{ approvalId: id }}>
            {t(`approvals.kinds.${kind}`)}
          </Link>
          <div className="code quiet">{rule}</div>
        </>
      ),
    },
    {
      key: "by",
      from: "small",
      title: t("approvals.requestedBy"),
      render: ({ requestedBy, requestedAt }) => (
        <>
          {requestedBy.join(t("common.comma"))}
          <div className="quiet small">
            <Instant at={requestedAt} />
          </div>
        </>
      ),
    },
    {
      key: "state",
      title: t("approvals.state"),
      width: 120,
      render: ({ state }) => <ApprovalStateMark state={state} />,
    },
    {
      key: "end",
      from: "middle",
      title: t("approvals.end"),
      render: ({ state, expiresAt, decidedAt, decidedBy }) =>
        state === "pending" ? (
          <>
            <span className="quiet">{t("approvals.expires")} </span>
            <Instant at={expiresAt} as="relative" />
          </>
        ) : (
          <>
            {decidedBy} <span className="quiet small">{decidedAt !== null && <Instant at={decidedAt} />}</span>
          </>
        ),
    },
  ];
  return (
    <DataTable
      label={t("approvals.title")}
      columns={columns}
      rows={props.approvals}
      rowKey={({ id }) => id}
      empty={
        <EmptyState
          title={t(props.view === "all" ? "approvals.empty" : "approvals.nothingWaits")}
          text={t("approvals.emptyText")}
        />
      }
    />
  );
}
