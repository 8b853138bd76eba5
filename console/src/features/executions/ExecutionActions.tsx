import { RedoOutlined, StopOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { hasEnded, useCancelExecution, useRetryExecution, type ExecutionDetail } from "./execution-queries.ts";

/** What can be done with an execution in its present state. Both ask first and say what will happen. */
export function ExecutionActions({ execution }: { readonly execution: ExecutionDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const cancel = useCancelExecution();
  const retry = useRetryExecution();
  const may = useMay();
  const { id, state } = execution;
  const isParent = Object.keys(execution.children).length > 0;

  const askToCancel = () =>
    confirm({
      title: t("executions.cancelTitle", { id }),
      text: t("executions.cancelText"),
      confirm: t("executions.cancelConfirm"),
      keep: t("executions.cancelKeep"),
      dangerous: true,
      act: async () => {
        await cancel.mutateAsync(id);
        void message.success(t("executions.cancelled"));
      },
    });

  const askToRetry = () =>
    confirm({
      title: t("executions.retryTitle", { id }),
      text: t(isParent ? "executions.retryParentText" : "executions.retryText"),
      confirm: t("executions.retryConfirm"),
      act: async () => {
        await retry.mutateAsync(id);
        void message.success(t("executions.retried"));
      },
    });

  if (!may("executions:write")) return null;
  return (
    <>
      {!hasEnded(state) && (
        <Button danger icon={<StopOutlined />} onClick={askToCancel}>
          {t("executions.cancel")}
        </Button>
      )}
      {(state === "failed" || state === "cancelled") && (
        <Button type="primary" icon={<RedoOutlined />} onClick={askToRetry}>
          {t("executions.retry")}
        </Button>
      )}
    </>
  );
}
