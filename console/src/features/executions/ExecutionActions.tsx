import { RedoOutlined, StopOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { hasEnded, useCancelExecution, type ExecutionDetail } from "./execution-queries.ts";
import { RetryDialog } from "./RetryDialog.tsx";

/** What can be done with an execution in its present state. Both ask first and say what will happen. */
export function ExecutionActions({ execution }: { readonly execution: ExecutionDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const cancel = useCancelExecution();
  const [isRetrying, setRetrying] = useState(false);
  const may = useMay();
  const { id, state } = execution;

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

  if (!may("executions:write")) return null;
  return (
    <>
      {!hasEnded(state) && (
        <Button danger icon={<StopOutlined />} onClick={askToCancel}>
          {t("executions.cancel")}
        </Button>
      )}
      {(state === "failed" || state === "cancelled") && (
        <Button type="primary" icon={<RedoOutlined />} onClick={() => setRetrying(true)}>
          {t("executions.retry")}
        </Button>
      )}
      {isRetrying && <RetryDialog execution={execution} onClose={() => setRetrying(false)} />}
    </>
  );
}
