import type { MessageDetail } from "@belfry/client";
import { Alert, App, Checkbox, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useRetryMessage } from "./message-queries.ts";
import { retriableStates, type RetriableState } from "./retriable-states.ts";

/** Asks to whom a message is sent again. Those of whom nobody knows whether they have it are never chosen beforehand. */
export function RetryMessageDialog(props: {
  readonly id: number;
  readonly states: MessageDetail["states"];
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const retry = useRetryMessage();
  const { id, states, onClose } = props;
  const offered = retriableStates.filter((state) => (states[state] ?? 0) > 0);
  const [chosen, setChosen] = useState<readonly RetriableState[]>(offered.filter((state) => state === "failed"));
  const [first, ...others] = chosen;

  const submit = () => {
    if (first === undefined) return;
    retry.mutate(
      { id, states: [first, ...others] },
      {
        onSuccess() {
          onClose();
          void message.success(t("messages.retried"));
        },
      },
    );
  };
  return (
    <Modal
      open
      title={t("messages.retryTitle", { id })}
      okText={t("messages.retry")}
      okButtonProps={{ disabled: first === undefined }}
      onOk={submit}
      onCancel={onClose}
      confirmLoading={retry.isPending}
    >
      {retry.error !== null && <ProblemAlert error={retry.error} />}
      <p>{t("messages.retryText")}</p>
      <Checkbox.Group<RetriableState>
        value={[...chosen]}
        onChange={(next) => setChosen(next)}
        options={offered.map((value) => ({
          value,
          label: `${t(`messages.states.${value}`)} (${states[value] ?? 0})`,
        }))}
      />
      {chosen.includes("unknown") && (
        <Alert type="warning" showIcon title={t("messages.retryUnknown")} style={{ marginTop: 16 }} />
      )}
    </Modal>
  );
}
