import { DeleteOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useChannelText } from "../channels/index.ts";
import { useMay } from "../session/index.ts";
import { FaultSwitches } from "./FaultSwitches.tsx";
import { providerListQuery, useClearReceived, type Played } from "./provider-queries.ts";
import styles from "./ProviderPage.module.css";
import { ReceivedList } from "./ReceivedList.tsx";
import { SandboxFrame } from "./SandboxFrame.tsx";
import { useProviderText } from "./use-provider-text.ts";

const route = getRouteApi("/shell/sandbox/played/$provider");

/** A provider that the demo plays: what came, how it looks over there, what was answered, and how it is made to fail. */
export function ProviderPage(): ReactElement {
  const { t } = useTranslation();
  const { provider } = route.useParams();
  const providerText = useProviderText();
  const may = useMay();
  const query = useQuery(providerListQuery);
  const played = query.data?.find((one) => one.provider === provider);
  return (
    <SandboxFrame
      lead={t(`sandbox.${played?.receives ?? "messages"}.providerLead`, { provider: providerText(provider) })}
      actions={played !== undefined && played.messages > 0 && may("sandbox:write") && <ClearButton played={played} />}
    >
      <QueryView query={query}>
        {() =>
          played === undefined ? (
            <Panel>
              <EmptyState title={t("sandbox.notPlayed")} text={t("sandbox.notPlayedText")}>
                <Link to="/sandbox">{t("sandbox.mails")}</Link>
              </EmptyState>
            </Panel>
          ) : (
            <div className={styles["columns"]}>
              <FaultSwitches key={provider} played={played} />
              <div className={styles["list"]}>
                <Senders played={played} />
                <ReceivedList played={played} />
              </div>
            </div>
          )
        }
      </QueryView>
    </SandboxFrame>
  );
}

/** Who comes here: channels with messages, or an action with queries. */
function Senders({ played }: { readonly played: Played }): ReactElement {
  const { t } = useTranslation();
  const channelText = useChannelText();
  if (played.receives === "queries")
    return (
      <p className={`quiet small ${styles["senders"]}`}>
        {t("sandbox.askers")}
        <code>metabase.query</code>
      </p>
    );
  return (
    <p className={`quiet small ${styles["senders"]}`}>
      {t("sandbox.senders")}
      {played.channels.map((channel, at) => (
        <span key={channel}>
          {at > 0 && t("common.comma")}
          <Link to="/channels/$channel" params={{ channel }}>
            {channelText(channel)}
          </Link>
        </span>
      ))}
    </p>
  );
}

function ClearButton({ played: { provider, receives } }: { readonly played: Played }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const clear = useClearReceived(provider);
  const navigate = route.useNavigate();
  const providerText = useProviderText();
  const ask = () =>
    confirm({
      title: t(`sandbox.${receives}.clearReceivedTitle`, { provider: providerText(provider) }),
      text: t(`sandbox.${receives}.clearReceivedText`),
      confirm: t("sandbox.clear"),
      dangerous: true,
      act: async () => {
        const { removed } = await clear.mutateAsync();
        void message.success(t(`sandbox.${receives}.clearedReceived`, { count: removed }));
        void navigate({ search: {} });
      },
    });
  return (
    <Button icon={<DeleteOutlined />} onClick={ask}>
      {t("sandbox.clear")}
    </Button>
  );
}
