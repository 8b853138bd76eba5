import type { Alert } from "@belfry/client";
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
import { StateMark } from "../../ui/StateMark.tsx";
import { FateMark } from "../rules/index.ts";
import { alertListQuery } from "./alert-queries.ts";
import { AlertFacts } from "./AlertFacts.tsx";
import { AlertRules } from "./AlertRules.tsx";
import styles from "./AlertsPage.module.css";

const route = getRouteApi("/shell/alerts");

/** What Belfry found wrong by itself, and what became of it. */
export function AlertsPage(): ReactElement {
  const { t } = useTranslation();
  const { view = "open", cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(alertListQuery(view, cursor));
  const firstPage = view === "open" ? {} : { view };
  return (
    <Page title={t("alerts.title")} lead={t("alerts.lead")}>
      <div className={styles["views"]}>
        <Segmented<"open" | "all">
          aria-label={t("alerts.view")}
          value={view}
          onChange={(next) => void navigate({ search: next === "open" ? {} : { view: next } })}
          options={(["open", "all"] as const).map((value) => ({ value, label: t(`alerts.views.${value}`) }))}
        />
      </div>
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <AlertTable alerts={items} />
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
      <div className={styles["takers"]}>
        <AlertRules />
      </div>
    </Page>
  );
}

function AlertTable({ alerts }: { readonly alerts: readonly Alert[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<Alert>[] = [
    {
      key: "what",
      title: t("alerts.what"),
      render: (alert) => (
        <>
          <strong>{t(`alerts.kinds.${alert.kind}`)}</strong>
          <div className="narrow-only">
            <About alert={alert} />
          </div>
          <div>
            <StateMark tone={alert.until === null ? "bad" : "good"}>
              {t(alert.until === null ? "alerts.lasts" : "alerts.over")}
            </StateMark>
          </div>
        </>
      ),
    },
    { key: "about", from: "small", title: t("alerts.about"), render: (alert) => <About alert={alert} /> },
    {
      key: "since",
      title: t("alerts.since"),
      render: ({ since, until }) => (
        <>
          <Instant at={since} />
          {until !== null && (
            <div className="quiet small">
              {t("alerts.until")} <Instant at={until} />
            </div>
          )}
        </>
      ),
    },
    { key: "told", from: "middle", title: t("alerts.told"), render: (alert) => <Told alert={alert} /> },
    {
      key: "facts",
      from: "large",
      title: t("alerts.facts"),
      render: ({ facts }) => <AlertFacts facts={facts} />,
    },
  ];
  return (
    <DataTable
      label={t("alerts.title")}
      columns={columns}
      rows={alerts}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("alerts.empty")} text={t("alerts.emptyText")} />}
    />
  );
}

function About({ alert: { rule, ruleName, subject } }: { readonly alert: Alert }): ReactElement {
  if (rule === null) return <code>{subject}</code>;
  return (
    <Link to="/rules/$rule" params={{ rule }}>
      {ruleName ?? rule}
    </Link>
  );
}

function Told({ alert: { told } }: { readonly alert: Alert }): ReactElement {
  const { t } = useTranslation();
  if (told.length === 0) return <span className="quiet">{t("alerts.toldNobody")}</span>;
  return (
    <>
      {told.map(({ rule, fate, executionId }) => (
        <div key={`${rule} ${executionId ?? ""}`}>
          <Link to="/rules/$rule" params={{ rule }}>
            {rule}
          </Link>{" "}
          {executionId === null ? (
            <FateMark fate={fate} />
          ) : (
            <Link to="/executions/$executionId" params={{ executionId }} className="tabular">
              #{executionId}
            </Link>
          )}
        </div>
      ))}
    </>
  );
}
