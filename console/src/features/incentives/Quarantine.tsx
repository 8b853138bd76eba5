import type { QuarantinedRow } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { reasonIn } from "../../i18n/reason-in.ts";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { quarantineQuery } from "./campaign-queries.ts";
import { waitingSearch } from "./campaign-search.ts";
import styles from "./Incentives.module.css";
import { RowPager } from "./RowPager.tsx";
import { WaitingSwitch } from "./WaitingSwitch.tsx";

const route = getRouteApi("/shell/incentives/campaigns/$campaign");

/** Rows that could not be taken, with the reason and what can be done. */
export function Quarantine({ campaign }: { readonly campaign: string }): ReactElement {
  const { t } = useTranslation();
  const { cursor, all = false } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(quarantineQuery(campaign, all, cursor));
  return (
    <>
      <p className="quiet">{t("incentives.quarantineHint")}</p>
      <WaitingSwitch
        isAll={all}
        onChange={(isAll) => void navigate({ search: waitingSearch("quarantine", { isAll }) })}
      />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <RowTable rows={items} />
            </Panel>
            <RowPager
              cursor={cursor}
              nextCursor={nextCursor}
              onChange={(next) => void navigate({ search: waitingSearch("quarantine", { isAll: all, cursor: next }) })}
            />
          </>
        )}
      </QueryView>
    </>
  );
}

function Why({ row }: { readonly row: Pick<QuarantinedRow, "code" | "values" | "message" | "remedy"> }): ReactElement {
  const { language } = usePreferences();
  const { message, remedy } = reasonIn(language, row);
  return (
    <>
      {message} <span className="quiet">{remedy}</span>
    </>
  );
}

function RowTable({ rows }: { readonly rows: readonly QuarantinedRow[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<QuarantinedRow>[] = [
    {
      key: "why",
      title: t("incentives.whyNotTaken"),
      render: ({ column, raw, ...row }) => (
        <>
          <Why row={row} />
          {column !== null && (
            <div className="quiet small">
              {t("incentives.column")} <code>{column}</code>
            </div>
          )}
          <details className={styles["details"]}>
            <summary>{t("incentives.raw")}</summary>
            <Facts
              facts={Object.entries(raw).map(([label, value]) => ({
                label,
                value: typeof value === "string" ? value : JSON.stringify(value),
              }))}
            />
          </details>
        </>
      ),
    },
    {
      key: "source",
      from: "small",
      title: t("incentives.source"),
      render: ({ source, row, contract }) => (
        <>
          <span className="breakable">{source}</span>
          <div className="quiet small">
            {t("incentives.rowOf", { row })}
            {contract !== null && ` · ${contract}`}
          </div>
        </>
      ),
    },
    {
      key: "times",
      title: t("incentives.state"),
      render: ({ resolvedAt, lastAt, times }) => (
        <>
          <StateMark tone={resolvedAt === null ? "held" : "good"}>
            {t(resolvedAt === null ? "incentives.waiting" : "incentives.resolved")}
          </StateMark>
          <div className="quiet small">
            <Instant at={resolvedAt ?? lastAt} /> · {t("incentives.came", { count: times })}
          </div>
        </>
      ),
    },
  ];
  return (
    <DataTable
      label={t("incentives.tabs.quarantine")}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("incentives.noQuarantine")} />}
    />
  );
}
