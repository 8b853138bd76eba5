import { useNavigate } from "@tanstack/react-router";
import { App, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useRetryExecution, type ExecutionDetail } from "./execution-queries.ts";
import { RetryChoiceFields, type RetryChoice } from "./RetryChoiceFields.tsx";

/** Asks how an execution is retried; from the start another one takes its place, and is shown. */
export function RetryDialog(props: {
  readonly execution: ExecutionDetail;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const retry = useRetryExecution();
  const [choice, setChoice] = useState<RetryChoice>({ from: "failed", version: "same" });
  const { id, children } = props.execution;
  const isParent = Object.keys(children).length > 0;

  const submit = () =>
    retry.mutate(
      { id, ...choice },
      {
        onSuccess(retried) {
          props.onClose();
          void message.success(t("executions.retried"));
          if (retried.id !== id) void navigate({ to: "/executions/$executionId", params: { executionId: retried.id } });
        },
      },
    );

  return (
    <Modal
      open
      title={t("executions.retryTitle", { id })}
      okText={t("executions.retryConfirm")}
      onOk={submit}
      onCancel={props.onClose}
      confirmLoading={retry.isPending}
    >
      {retry.error !== null && <ProblemAlert error={retry.error} />}
      {isParent && choice.from === "failed" && <p>{t("executions.retryParentText")}</p>}
      <RetryChoiceFields choice={choice} onChange={setChoice} />
    </Modal>
  );
}
