import { PlusOutlined } from "@ant-design/icons";
import type { AccountStatus, ChannelEntry } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useMay } from "../session/index.ts";
import { AccountTable } from "./AccountTable.tsx";
import { accountHealthQuery, channelListQuery } from "./channel-queries.ts";
import styles from "./ChannelsPage.module.css";
import { LazyAccountDialog } from "./LazyAccountDialog.tsx";
import { useChannelText } from "./use-channel-text.ts";

/** Every channel with its accounts: which work, which rest, and what is left of their quotas. */
export function ChannelsPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const channels = useQuery(channelListQuery);
  const accounts = useQuery(accountHealthQuery);
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title={t("channels.title")}
      lead={t("channels.lead")}
      actions={
        may("accounts:write") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t("channels.add")}
          </Button>
        )
      }
    >
      <QueryView query={channels}>
        {(entries) => (
          <QueryView query={accounts}>{(all) => <ByChannel channels={entries} accounts={all} />}</QueryView>
        )}
      </QueryView>
      {isAdding && <LazyAccountDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function ByChannel(props: {
  readonly channels: readonly ChannelEntry[];
  readonly accounts: readonly AccountStatus[];
}): ReactElement {
  const { t } = useTranslation();
  const channelText = useChannelText();
  const of = (id: string) => props.accounts.filter(({ channel }) => channel === id);
  const unused = props.channels.filter(({ id }) => of(id).length === 0);
  // An account outlives the plugin that brought its channel, and is still shown.
  const ids = new Set([...props.channels.map(({ id }) => id), ...props.accounts.map(({ channel }) => channel)]);
  return (
    <>
      {[...ids].flatMap((id) => {
        const accounts = of(id);
        if (accounts.length === 0) return [];
        return [
          <Section
            key={id}
            flush
            title={channelText(id)}
            extra={
              <Link to="/channels/$channel" params={{ channel: id }}>
                {t("channels.open")}
              </Link>
            }
          >
            <AccountTable label={channelText(id)} accounts={accounts} />
          </Section>,
        ];
      })}
      {unused.length > 0 && (
        <Section title={t("channels.unused")} hint={t("channels.unusedText")}>
          <ul className={styles["list"]}>
            {unused.map(({ id }) => (
              <li key={id}>
                <Link to="/channels/$channel" params={{ channel: id }}>
                  {channelText(id)}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
