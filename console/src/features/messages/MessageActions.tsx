import { CheckOutlined, RedoOutlined, StopOutlined } from "@ant-design/icons";
import type { MessageDetail } from "@belfry/client";
import { App, Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { useAcknowledgeMessage, useCancelMessage } from "./message-queries.ts";
import { RetryMessageDialog } from "./RetryMessageDialog.tsx";
import { retriableStates } from "./retriable-states.ts";

/** What can be done with a message in its present state. What sends, or keeps from sending, asks first. */
export function MessageActions(props: { readonly message: MessageDetail }): ReactElement {
  return (
    <>
      <Acknowledge message={props.message} />
      <SendingActions message={props.message} />
    </>
  );
}

/** Says that somebody has seen a message that waits for that, before others are told. */
function Acknowledge({
  message: { id, acknowledgedAt, escalation },
}: {
  readonly message: MessageDetail;
}): ReactElement | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const acknowledge = useAcknowledgeMessage();
  if (escalation === null || escalation.unless !== "acknowledged" || acknowledgedAt !== null) return null;
  return (
    <Button
      type="primary"
      icon={<CheckOutlined />}
      loading={acknowledge.isPending}
      onClick={() =>
        acknowledge.mutate(id, {
          onSuccess: () => void message.success(t("messages.acknowledged")),
          onError: (error) => void message.error(error.message),
        })
      }
    >
      {t("messages.acknowledge")}
    </Button>
  );
}

function SendingActions({ message: { id, states } }: { readonly message: MessageDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const confirm = useConfirm();
  const cancel = useCancelMessage();
  const [isRetrying, setRetrying] = useState(false);
  if (!may("messages:send")) return null;

  const queued = states.queued ?? 0;
  const askToCancel = () =>
    confirm({
      title: t("messages.cancelTitle", { count: queued }),
      text: t("messages.cancelText"),
      confirm: t("messages.cancelConfirm"),
      keep: t("messages.cancelKeep"),
      dangerous: true,
      act: async () => {
        await cancel.mutateAsync(id);
        void message.success(t("messages.cancelled"));
      },
    });
  return (
    <>
      {queued > 0 && (
        <Button danger icon={<StopOutlined />} onClick={askToCancel}>
          {t("messages.cancel")}
        </Button>
      )}
      {retriableStates.some((state) => (states[state] ?? 0) > 0) && (
        <Button type="primary" icon={<RedoOutlined />} onClick={() => setRetrying(true)}>
          {t("messages.retry")}
        </Button>
      )}
      {isRetrying && <RetryMessageDialog id={id} states={states} onClose={() => setRetrying(false)} />}
    </>
  );
}
