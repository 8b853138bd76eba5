import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Tabs } from "antd";
import { lazy, Suspense, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { CampaignDetail } from "@belfry/client";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { MaskedHint } from "../session/index.ts";
import { campaignQuery } from "./campaign-queries.ts";
import type { CampaignTab } from "./campaign-search.ts";
import { ContractDrawer } from "./ContractDrawer.tsx";
import { Contracts } from "./Contracts.tsx";
import { Corrections } from "./Corrections.tsx";
import { Entries } from "./Entries.tsx";
import { Months } from "./Months.tsx";
import { Quarantine } from "./Quarantine.tsx";
import { Runs } from "./Runs.tsx";

const route = getRouteApi("/shell/incentives/campaigns/$campaign");
// The writer of YAML is as large as the rest of the page, and few open this tab.
const Definition = lazy(async () => ({ default: (await import("./Definition.tsx")).Definition }));

/** A campaign in use: its contracts, its ledger, what runs did, and its rules. */
export function CampaignPage(): ReactElement {
  const { campaign } = route.useParams();
  const query = useQuery(campaignQuery(campaign));
  return <QueryView query={query}>{(found) => <Loaded campaign={found} />}</QueryView>;
}

function Loaded({ campaign }: { readonly campaign: CampaignDetail }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { tab = "contracts", contract } = search;
  const { campaign: key, revision, name, city, from, until } = campaign;
  const { contract: _contract, ...closed } = search;
  const tabs = {
    contracts: <Contracts campaign={key} />,
    entries: <Entries campaign={key} />,
    runs: <Runs campaign={key} />,
    quarantine: <Quarantine campaign={key} />,
    corrections: <Corrections campaign={key} />,
    months: <Months campaign={campaign} />,
    definition: (
      <Suspense fallback={null}>
        <Definition campaign={campaign} />
      </Suspense>
    ),
  } as const satisfies Record<CampaignTab, ReactElement>;
  return (
    <Page
      title={name}
      before={<Link to="/incentives/campaigns">{t("incentives.campaigns")}</Link>}
      lead={
        <>
          <code>
            {key}@{revision}
          </code>{" "}
          · {city} · {from} – {until ?? ""}
        </>
      }
      actions={
        <Button onClick={() => void navigate({ to: "/incentives", search: { campaign: key } })}>
          {t("incentives.toFigures")}
        </Button>
      }
    >
      <MaskedHint />
      <Tabs
        activeKey={tab}
        onChange={(next) => void navigate({ search: next === "contracts" ? {} : { tab: next as "runs" } })}
        destroyOnHidden
        items={Object.entries(tabs).map(([one, children]) => ({
          key: one,
          label: t(`incentives.tabs.${one as CampaignTab}`),
          children,
        }))}
      />
      <ContractDrawer
        of={contract === undefined ? undefined : { campaign: key, contract }}
        onClose={() => void navigate({ search: closed, replace: true })}
      />
    </Page>
  );
}
