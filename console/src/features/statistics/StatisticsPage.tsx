import { DownloadOutlined } from "@ant-design/icons";
import type { Statistics } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { BarChart } from "./BarChart.tsx";
import { BusiestRules } from "./BusiestRules.tsx";
import { FailureReasons } from "./FailureReasons.tsx";
import { PeriodTable } from "./PeriodTable.tsx";
import { statisticsCsv } from "./statistics-csv.ts";
import { statisticsQuery } from "./statistics-queries.ts";
import { StatisticsFilters } from "./StatisticsFilters.tsx";
import styles from "./StatisticsPage.module.css";
import { Totals } from "./Totals.tsx";

const route = getRouteApi("/shell/statistics");

/** How executions ended, by day, week or month. */
export function StatisticsPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { by = "day", rule, folder, label } = search;
  const query = useQuery(
    statisticsQuery({
      by,
      // Which days are usual is for the installation to say: its day may not be that of the browser.
      ...(search.from !== undefined && { from: search.from, to: search.to ?? search.from }),
      ...(rule !== undefined && { rule }),
      ...(folder !== undefined && { folder }),
      ...(label !== undefined && { label }),
    }),
  );
  return (
    <Page
      title={t("statistics.title")}
      lead={query.data !== undefined && t("statistics.lead", { zone: query.data.timeZone })}
      actions={query.data !== undefined && <CsvButton statistics={query.data} />}
    >
      <StatisticsFilters
        search={search}
        from={search.from ?? query.data?.from ?? ""}
        to={search.to ?? query.data?.to ?? ""}
      />
      <QueryView query={query}>{(statistics) => <Told statistics={statistics} />}</QueryView>
    </Page>
  );
}

function Told({ statistics }: { readonly statistics: Statistics }): ReactElement {
  const { t } = useTranslation();
  if (statistics.total.executions === 0)
    return <EmptyState title={t("statistics.nothing")} text={t("statistics.nothingText")} />;
  return (
    <>
      <Totals total={statistics.total} />
      <Section title={t("statistics.chart")}>
        <BarChart statistics={statistics} />
      </Section>
      <Section title={t("statistics.table")} flush>
        <PeriodTable periods={statistics.periods} />
      </Section>
      <div className={styles["pair"]}>
        <FailureReasons failures={statistics.total.failures} />
        <BusiestRules rules={statistics.busiest} />
      </div>
    </>
  );
}

function CsvButton({ statistics }: { readonly statistics: Statistics }): ReactElement {
  const { t } = useTranslation();
  const href = `data:text/csv;charset=utf-8,${encodeURIComponent(statisticsCsv(statistics))}`;
  return (
    <Button icon={<DownloadOutlined />} href={href} download={`belfry ${statistics.from} ${statistics.to}.csv`}>
      {t("statistics.csv")}
    </Button>
  );
}
