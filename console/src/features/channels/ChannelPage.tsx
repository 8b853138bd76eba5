import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useMay } from "../session/index.ts";
import { AccountTable } from "./AccountTable.tsx";
import { ContentLimits, ProviderCodes } from "./ChannelFacts.tsx";
import { accountHealthQuery, channelListQuery } from "./channel-queries.ts";
import { LazyAccountDialog } from "./LazyAccountDialog.tsx";
import { RouteSimulation } from "./RouteSimulation.tsx";
import { useChannelText } from "./use-channel-text.ts";

const route = getRouteApi("/shell/channels/$channel");

/** One channel: its accounts, which of them would send, and what its provider allows and says. */
export function ChannelPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { channel } = route.useParams();
  const channelText = useChannelText();
  const channels = useQuery(channelListQuery);
  const accounts = useQuery(accountHealthQuery);
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title={channelText(channel)}
      before={<Link to="/channels">{t("channels.title")}</Link>}
      actions={
        may("accounts:write") && (
          <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t("channels.add")}
          </Button>
        )
      }
    >
      <Section flush title={t("channels.accounts")}>
        <QueryView query={accounts}>
          {(all) => {
            const own = all.filter((account) => account.channel === channel);
            return own.length === 0 ? (
              <EmptyState title={t("channels.empty")} text={t("channels.emptyText")} />
            ) : (
              <AccountTable label={t("channels.accounts")} accounts={own} />
            );
          }}
        </QueryView>
      </Section>
      <RouteSimulation key={channel} channel={channel} />
      <QueryView query={channels}>
        {(entries) => {
          const entry = entries.find(({ id }) => id === channel);
          return (
            entry !== undefined && (
              <>
                <ContentLimits limits={entry.contentLimits} />
                <ProviderCodes codes={entry.codes} />
              </>
            )
          );
        }}
      </QueryView>
      {isAdding && <LazyAccountDialog channel={channel} onClose={() => setAdding(false)} />}
    </Page>
  );
}
