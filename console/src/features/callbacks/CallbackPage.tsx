import type { Callback } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App, Button, Space } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "../../ui/Facts.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { labelTexts } from "../../ui/label-texts.ts";
import { useChannelText } from "../channels/index.ts";
import { deliveryStates } from "../messages/index.ts";
import { useMay } from "../session/index.ts";
import { CallbackDialog } from "./CallbackDialog.tsx";
import { CallbackEvents } from "./CallbackEvents.tsx";
import { callbackQuery, useRemoveCallback, useReplayCallback, useVerifyCallback } from "./callback-queries.ts";
import { CallbackState } from "./CallbackState.tsx";

const route = getRouteApi("/shell/callbacks/$callback");

/** One callback: how it is, and what it was told. */
export function CallbackPage(): ReactElement {
  const { callback } = route.useParams();
  const query = useQuery(callbackQuery(callback));
  return <QueryView query={query}>{(loaded) => <Loaded callback={loaded} />}</QueryView>;
}

function Loaded({ callback }: { readonly callback: Callback }): ReactElement {
  const { t } = useTranslation();
  const { url, secret, events, channels, previousSecret, previousUntil, verifiedAt } = callback;
  const labels = labelTexts(callback.labels);
  const channelText = useChannelText();
  const eventText = (type: string) => {
    const state = deliveryStates.find((known) => type === `delivery.${known}`);
    return state === undefined ? type : t(`messages.states.${state}`);
  };
  const verify = useVerifyCallback();
  return (
    <Page
      title={callback.name}
      before={<Link to="/callbacks">{t("callbacks.title")}</Link>}
      actions={
        <Actions callback={callback} onVerify={() => verify.mutate(callback.name)} isVerifying={verify.isPending} />
      }
    >
      {verify.error !== null && <ProblemAlert error={verify.error} />}
      <Section title={t("callbacks.about")}>
        <Facts
          facts={[
            { label: t("messages.state"), value: <CallbackState callback={callback} /> },
            { label: t("callbacks.url"), value: <span className="breakable">{url}</span> },
            { label: t("callbacks.secret"), value: <code>{secret}</code> },
            {
              label: t("callbacks.events"),
              value: events.length === 0 ? t("messages.anyState") : events.map(eventText).join(t("common.comma")),
            },
            {
              label: t("callbacks.channels"),
              value:
                channels.length === 0 ? t("messages.anyChannel") : channels.map(channelText).join(t("common.comma")),
            },
            labels.length > 0 && { label: t("messages.labels"), value: <code>{labels.join(t("common.comma"))}</code> },
            previousSecret !== null &&
              previousUntil !== null && {
                label: t("callbacks.previous"),
                value: (
                  <>
                    <code>{previousSecret}</code> {t("channels.until")} <Instant at={previousUntil} as="both" />
                  </>
                ),
              },
            verifiedAt !== null && { label: t("callbacks.verifiedAt"), value: <Instant at={verifiedAt} as="both" /> },
          ]}
        />
      </Section>
      <CallbackEvents name={callback.name} />
    </Page>
  );
}

function Actions(props: {
  readonly callback: Callback;
  readonly onVerify: () => void;
  readonly isVerifying: boolean;
}): ReactElement | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const confirm = useConfirm();
  const navigate = route.useNavigate();
  const remove = useRemoveCallback();
  const replay = useReplayCallback();
  const [isEditing, setEditing] = useState(false);
  const { callback, onVerify, isVerifying } = props;
  const { name, verifiedAt, stoppedAt } = callback;
  if (!may("callbacks:write")) return null;
  const askToReplay = () =>
    confirm({
      title: t("callbacks.replayTitle", { name }),
      text: t("callbacks.replayText"),
      confirm: t("callbacks.replay"),
      act: async () => {
        const count = await replay.mutateAsync({ name, replay: {} });
        void message.success(t("callbacks.replayed", { count }));
      },
    });
  const askToRemove = () =>
    confirm({
      title: t("callbacks.deleteTitle", { name }),
      text: t("callbacks.deleteText"),
      confirm: t("common.delete"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync(name);
        void navigate({ to: "/callbacks" });
      },
    });
  return (
    <Space wrap>
      {(verifiedAt === null || stoppedAt !== null) && (
        <Button type="primary" loading={isVerifying} onClick={onVerify}>
          {t("callbacks.verify")}
        </Button>
      )}
      <Button onClick={askToReplay}>{t("callbacks.replay")}</Button>
      <Button onClick={() => setEditing(true)}>{t("common.edit")}</Button>
      <Button danger onClick={askToRemove}>
        {t("common.delete")}
      </Button>
      {isEditing && <CallbackDialog callback={callback} onClose={() => setEditing(false)} />}
    </Space>
  );
}
