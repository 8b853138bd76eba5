import type { MessageStatistics, MessageStatisticsQuery } from "@belfry/client";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { timeSpanEnds } from "../../ui/time-span/index.ts";
import { useNow } from "../../ui/use-now.ts";
import { DeliveryChart } from "./DeliveryChart.tsx";
import { narrowedBy, type GroupKind } from "./message-statistics-search.ts";
import { StatisticsFilters } from "./StatisticsFilters.tsx";
import { Backlog, ByChannel, ByGroup, ByPeriod, Quotas, Reasons, Totals } from "./StatisticsTables.tsx";

const route = getRouteApi("/shell/message-statistics");

function statisticsQuery(query: MessageStatisticsQuery) {
  return queryOptions({
    queryKey: ["messages", "statistics", query],
    queryFn: () => belfry.statistics.messages(query),
    placeholderData: keepPreviousData,
  });
}

/** What became of messages: how many arrived, how long that took, why others did not, and what waits. */
export function MessageStatisticsPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow("ten-seconds");
  const { by = "day", group = "account", channel } = search;
  const { from, until } = timeSpanEnds(search, now);
  const query = useQuery(
    statisticsQuery({
      by,
      group,
      ...narrowedBy(search),
      ...(channel !== undefined && { channel }),
      ...(from !== undefined && { from }),
      ...(until !== undefined && { to: until }),
    }),
  );
  return (
    <Page
      title={t("messageStatistics.title")}
      lead={query.data !== undefined && t("messageStatistics.lead", { zone: query.data.timeZone })}
    >
      <StatisticsFilters search={search} onChange={(next) => void navigate({ search: next })} />
      <QueryView query={query}>{(statistics) => <Told statistics={statistics} group={group} />}</QueryView>
    </Page>
  );
}

function Told(props: { readonly statistics: MessageStatistics; readonly group: GroupKind }): ReactElement {
  const { t } = useTranslation();
  const { total, periods, channels, groups, failures, backlog, quotas, by, timeZone } = props.statistics;
  return (
    <>
      <Backlog backlog={backlog} />
      {total.deliveries === 0 ? (
        <EmptyState title={t("messageStatistics.nothing")} text={t("messageStatistics.nothingText")} />
      ) : (
        <>
          <Totals total={total} />
          <Section title={t("messageStatistics.chart")}>
            <DeliveryChart periods={periods} />
          </Section>
          <ByChannel channels={channels} />
          <ByGroup groups={groups} kind={props.group} />
          <Reasons failures={failures} />
          <ByPeriod periods={periods} by={by} timeZone={timeZone} />
        </>
      )}
      <Quotas quotas={quotas} />
    </>
  );
}
