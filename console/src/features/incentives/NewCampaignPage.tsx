import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { shippedQuery } from "./campaign-queries.ts";
import { campaignYaml, newCampaignYaml } from "./campaign-yaml.ts";
import { CampaignEditor } from "./CampaignEditor.tsx";

const route = getRouteApi("/shell/incentives/new-campaign");

/** A campaign that is not in use yet: from nothing, or as one that comes with Belfry. */
export function NewCampaignPage(): ReactElement {
  const { t } = useTranslation();
  const { from } = route.useSearch();
  const navigate = route.useNavigate();
  const [blank] = useState(() => newCampaignYaml(new Date()));
  const onSaved = ({ campaign }: { readonly campaign: string }) =>
    void navigate({ to: "/incentives/campaigns/$campaign", params: { campaign } });
  return (
    <Page
      title={t("incentives.newCampaign")}
      before={<Link to="/incentives/campaigns">{t("incentives.campaigns")}</Link>}
      lead={from !== undefined && <code>{from}</code>}
    >
      {from === undefined ? (
        <CampaignEditor initial={blank} isNew onSaved={onSaved} />
      ) : (
        <FromShipped name={from} onSaved={onSaved} />
      )}
    </Page>
  );
}

function FromShipped(props: {
  readonly name: string;
  readonly onSaved: (saved: { readonly campaign: string }) => void;
}): ReactElement {
  const query = useQuery(shippedQuery(props.name));
  return (
    <QueryView query={query}>
      {({ definition }) => <CampaignEditor initial={campaignYaml(definition)} isNew onSaved={props.onSaved} />}
    </QueryView>
  );
}
