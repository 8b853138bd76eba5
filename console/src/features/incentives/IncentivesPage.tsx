import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { usePreferences } from "../../preferences/index.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { MaskedHint } from "../session/index.ts";
import { ContractDrawer } from "./ContractDrawer.tsx";
import { DashboardFilters } from "./DashboardFilters.tsx";
import { choicesQuery, totalsQuery } from "./incentive-queries.ts";
import {
  DEFAULT_REFRESH_SECONDS,
  filterOf,
  openContract,
  withoutNothing,
  type IncentiveSearch,
} from "./incentive-search.ts";
import styles from "./Incentives.module.css";
import { LatestContracts } from "./LatestContracts.tsx";
import { Ranking } from "./Ranking.tsx";
import { RefreshControl } from "./RefreshControl.tsx";
import { Rewards } from "./Rewards.tsx";
import { Totals } from "./Totals.tsx";
import { Trend } from "./Trend.tsx";

const route = getRouteApi("/shell/incentives");

/** What contracts came to and what people earned by them: whoever opens the link sees the same figures. */
export function IncentivesPage(): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { refresh = DEFAULT_REFRESH_SECONDS } = search;
  const { data: choices } = useQuery(choicesQuery({}));
  const change = (next: IncentiveSearch) => void navigate({ search: next });
  const { open: _open, ...closed } = search;
  return (
    <Page
      title={t("incentives.title")}
      lead={t("incentives.lead")}
      actions={
        <div className={styles["switches"]}>
          <RefreshControl
            seconds={refresh}
            onChange={(seconds) => {
              const { refresh: _refresh, ...others } = search;
              change({ ...others, ...(seconds !== DEFAULT_REFRESH_SECONDS && { refresh: seconds }) });
            }}
          />
          <Button
            icon={<DownloadOutlined />}
            href={belfry.incentives.exportUrl({ ...filterOf(search), language })}
            download
          >
            {t("incentives.export")}
          </Button>
          <Button onClick={() => void navigate({ to: "/incentives/campaigns" })}>{t("incentives.campaigns")}</Button>
        </div>
      }
    >
      <MaskedHint />
      {choices?.campaigns.length === 0 ? (
        <EmptyState title={t("incentives.noCampaigns")} text={t("incentives.noCampaignsText")}>
          <Link to="/incentives/campaigns">{t("incentives.toCampaigns")}</Link>
        </EmptyState>
      ) : (
        <>
          <DashboardFilters search={search} onChange={change} />
          <Figures search={search} everyMs={refresh * 1_000} onChange={change} />
        </>
      )}
      <ContractDrawer of={openContract(search.open)} onClose={() => void navigate({ search: closed, replace: true })} />
    </Page>
  );
}

function Figures(props: {
  readonly search: IncentiveSearch;
  readonly everyMs: number;
  readonly onChange: (search: IncentiveSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { search, everyMs, onChange } = props;
  const totals = useQuery({ ...totalsQuery(filterOf(search)), refetchInterval: everyMs });
  const { campaign, city } = search;
  const { data: choices } = useQuery(choicesQuery(withoutNothing({ campaign, city })));
  // Contracts are listed campaign by campaign: without a choice the latest one is shown.
  const shown = choices?.campaigns.find((one) =>
    campaign === undefined ? city === undefined || one.city === city : one.campaign === campaign,
  );
  return (
    <QueryView query={totals}>
      {(sums) => (
        <>
          <Totals totals={sums} />
          <p className="quiet small">
            {t("incentives.asOf")} <Instant at={new Date(totals.dataUpdatedAt)} as="both" />
            {` · ${t("incentives.people", { count: sums.people })}`}
            {sums.firstDay !== null &&
              sums.lastDay !== null &&
              ` · ${t("incentives.days", { from: sums.firstDay, until: sums.lastDay })}`}
          </p>
          {sums.contracts === 0 && sums.rewards === 0 ? (
            <EmptyState title={t("incentives.nothing")} text={t("incentives.nothingText")} />
          ) : (
            <>
              <Trend search={search} everyMs={everyMs} onChange={onChange} />
              <Rewards search={search} everyMs={everyMs} />
              <Ranking search={search} everyMs={everyMs} onChange={onChange} />
              {shown !== undefined && <LatestContracts campaign={shown} search={search} everyMs={everyMs} />}
            </>
          )}
        </>
      )}
    </QueryView>
  );
}
